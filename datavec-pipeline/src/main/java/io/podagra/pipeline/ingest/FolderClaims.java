package io.podagra.pipeline.ingest;

import io.podagra.data.Label;
import io.podagra.data.SyntheticMark;
import io.podagra.data.View;
import java.util.List;
import java.util.Optional;

/** Takes view and label from the folders {@code view/label/...} that a file lies in. */
final class FolderClaims implements Claims {
    private static final int VIEW = 0;
    private static final int LABEL = 1;

    private final Words words;
    private final PatientPattern pattern;

    FolderClaims(Words words, PatientPattern pattern) {
        this.words = words;
        this.pattern = pattern;
    }

    @Override
    public Claim of(SourceName name, Origin origin) throws RefusedFileException {
        List<String> folders = name.folders();
        if (folders.size() <= LABEL) {
            throw new RefusedFileException(
                    Reason.Code.NO_LABEL,
                    "lies in no folders of a view and a label, such as dorsal/abnormal; give"
                            + " --labels if a table has them");
        }
        View view = words.view(folders.get(VIEW));
        Label label = words.label(folders.get(LABEL));
        String patient = pattern.patient(name, origin);
        return new Claim(
                patient,
                view,
                label,
                origin.studyInstanceUid(),
                origin.device(),
                Optional.empty(),
                origin.acquiredOn(),
                SyntheticMark.marks(patient) || SyntheticMark.marks(name.relative()));
    }
}
