package io.podagra.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of ARCHITECTURE.md: data flows one way, and only the commands know everybody. */
@AnalyzeClasses(packages = "io.podagra", importOptions = DoNotIncludeTests.class)
class ModuleRulesTest {
    private static final String DATA = "io.podagra.data..";
    private static final String PIPELINE = "io.podagra.pipeline..";
    private static final String MODEL = "io.podagra.model..";
    private static final String GRAPH = "io.podagra.model.graph..";
    private static final String ONEDNN = "io.podagra.model.onednn..";
    private static final String EVAL = "io.podagra.eval..";
    private static final String SERVING = "io.podagra.serving..";
    private static final String UI = "io.podagra.ui..";
    private static final String CLI = "io.podagra.cli..";
    private static final String[] DEEPLEARNING4J = {
        "org.deeplearning4j..", "org.nd4j..", "org.datavec..", "org.bytedeco.."
    };

    @ArchTest
    static final ArchRule DATA_KNOWS_NOBODY =
            noClasses()
                    .that()
                    .resideInAPackage(DATA)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(PIPELINE, MODEL, EVAL, SERVING, UI, CLI);

    @ArchTest
    static final ArchRule PIPELINE_KNOWS_DATA =
            noClasses()
                    .that()
                    .resideInAPackage(PIPELINE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(MODEL, EVAL, SERVING, UI, CLI);

    @ArchTest
    static final ArchRule MODEL_KNOWS_DATA_AND_PIPELINE =
            noClasses()
                    .that()
                    .resideInAPackage(MODEL)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(EVAL, SERVING, UI, CLI);

    @ArchTest
    static final ArchRule GRAPH_KNOWS_NO_OTHER_PACKAGE_OF_MODEL =
            noClasses()
                    .that()
                    .resideInAPackage(GRAPH)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(MODEL).and(resideOutsideOfPackage(GRAPH)));

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_CALLS_ONEDNN =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ONEDNN)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.bytedeco.dnnl..", "org.bytedeco.opencl..");

    @ArchTest
    static final ArchRule EVAL_KNOWS_DATA =
            noClasses()
                    .that()
                    .resideInAPackage(EVAL)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(PIPELINE, MODEL, SERVING, UI, CLI);

    @ArchTest
    static final ArchRule SERVING_KNOWS_MODELS_AND_NOTHING_OF_TRAINING =
            noClasses()
                    .that()
                    .resideInAPackage(SERVING)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.podagra.model.training..",
                            "io.podagra.model.tuning..",
                            EVAL,
                            UI,
                            CLI);

    @ArchTest
    static final ArchRule UI_KNOWS_NO_MODEL =
            noClasses()
                    .that()
                    .resideInAPackage(UI)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(PIPELINE, MODEL, SERVING, CLI);

    @ArchTest
    static final ArchRule COHORTS_AND_STATISTICS_DO_WITHOUT_DEEPLEARNING4J =
            noClasses()
                    .that()
                    .resideInAnyPackage(DATA, EVAL)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(DEEPLEARNING4J);

    @ArchTest
    static final ArchRule NOBODY_NAMES_A_BACKEND =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.nd4j.linalg.cpu..",
                            "org.nd4j.linalg.jcublas..",
                            "org.nd4j.nativeblas..");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.podagra.(**)").should().beFreeOfCycles();
}
