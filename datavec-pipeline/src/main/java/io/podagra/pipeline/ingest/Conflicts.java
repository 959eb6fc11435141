package io.podagra.pipeline.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds images that are there twice, as copies of a file or with the same pixels in another format.
 * Where all say the same, one image stands for them; where they do not, nobody can tell which is
 * right, and none is taken.
 */
final class Conflicts {
    private final Map<String, List<Outcome.Taken>> byPixels = new HashMap<>();
    private final Map<String, String> firstId = new HashMap<>();

    private Conflicts(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Taken taken) {
                taken.pictures().forEach(picture -> add(taken, picture));
            }
        }
    }

    private void add(Outcome.Taken taken, Outcome.Picture picture) {
        byPixels.computeIfAbsent(picture.digest(), digest -> new ArrayList<>()).add(taken);
        firstId.merge(
                picture.digest(),
                picture.id(),
                (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    /** The same outcomes in the same order, those in conflict refused, copies put together. */
    static List<Outcome> resolve(List<Outcome> outcomes) {
        Conflicts conflicts = new Conflicts(outcomes);
        return outcomes.stream().map(conflicts::resolve).toList();
    }

    private Outcome resolve(Outcome outcome) {
        if (!(outcome instanceof Outcome.Taken taken)) {
            return outcome;
        }
        if (differs(taken, Claim::label)) {
            return taken.refuse(
                    Reason.Code.TWO_LABELS,
                    "shows the same image as another file, of the other label");
        }
        if (differs(taken, claim -> Pseudonyms.normalised(claim.patientId()))) {
            return taken.refuse(
                    Reason.Code.TWO_PATIENTS, "shows the same image as a file of another patient");
        }
        if (differs(taken, Claim::view)) {
            return taken.refuse(
                    Reason.Code.TWO_VIEWS, "shows the same image as a file of another view");
        }
        return taken.withPictures(
                taken.pictures().stream()
                        .map(
                                picture ->
                                        new Outcome.Picture(
                                                firstId.get(picture.digest()),
                                                picture.digest(),
                                                picture.flags()))
                        .distinct()
                        .toList());
    }

    private boolean differs(Outcome.Taken taken, Function<Claim, Object> what) {
        Object ours = what.apply(taken.claim());
        return taken.pictures().stream()
                .flatMap(picture -> byPixels.get(picture.digest()).stream())
                .anyMatch(other -> !what.apply(other.claim()).equals(ours));
    }
}
