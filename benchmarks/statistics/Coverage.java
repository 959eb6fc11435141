import io.podagra.eval.statistics.CoverageSimulation;
import io.podagra.eval.statistics.SimulationDesign;
import io.podagra.eval.statistics.SimulationDesign.Labels;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints how often 95 % intervals hold the true AUC and how often tests at 0.05 are wrong, as CSV.
 * Arguments: repetitions of the formulas, repetitions of the bootstrap, its redraws, seed.
 */
public final class Coverage {
    private Coverage() {}

    public static void main(String[] arguments) {
        int repetitions = Integer.parseInt(arguments[0]);
        int bootstraps = Integer.parseInt(arguments[1]);
        int redraws = Integer.parseInt(arguments[2]);
        long seed = Long.parseLong(arguments[3]);
        Map<String, CoverageSimulation.Procedure> procedures = new LinkedHashMap<>();
        procedures.put("delong", CoverageSimulation.DELONG);
        procedures.put("clustered", CoverageSimulation.CLUSTERED);
        procedures.put("clustered_logit", CoverageSimulation.CLUSTERED_LOGIT);
        procedures.put("bootstrap", CoverageSimulation.bootstrap(redraws));
        System.out.println(
                "labels,patients,images_each,auc,procedure,repetitions,coverage,type_one_error,width");
        for (Labels labels : Labels.values()) {
            for (int patients : new int[] {60, 140}) {
                SimulationDesign design = new SimulationDesign(patients, 11, labels, 0.9, 0.3, 0.6);
                procedures.forEach(
                        (name, procedure) -> {
                            int times = name.equals("bootstrap") ? bootstraps : repetitions;
                            CoverageSimulation.Rates rates =
                                    CoverageSimulation.repeat(design, procedure, times, seed);
                            System.out.printf(
                                    Locale.ROOT,
                                    "%s,%d,%d,%s,%s,%d,%.4f,%.4f,%.4f%n",
                                    labels.word(),
                                    patients,
                                    design.imagesEach(),
                                    design.auc(),
                                    name,
                                    times,
                                    rates.coverage(),
                                    rates.typeOneError(),
                                    rates.width());
                        });
            }
        }
    }
}
