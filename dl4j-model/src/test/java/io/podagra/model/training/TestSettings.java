package io.podagra.model.training;

/** The defaults with what a test is about; for tiny networks and batches of eight. */
final class TestSettings {
    private int epochs = 3;
    private int batchSize = 8;
    private int accumulation = 1;
    private Optimiser optimiser = Optimiser.ADAMW;
    private double learningRate = 0.1;
    private double weightDecay;
    private Schedule schedule = Schedule.constant();
    private StageSettings stages = StageSettings.all();
    private TrainingSettings.BatchNormStatistics batchNorm =
            TrainingSettings.BatchNormStatistics.UPDATE;
    private LossSettings loss = LossSettings.crossEntropy();
    private double dropout;
    private int patience = 100;
    private double checkpointMinutes = 10;

    TestSettings epochs(int value) {
        epochs = value;
        return this;
    }

    TestSettings batchSize(int value) {
        batchSize = value;
        return this;
    }

    TestSettings accumulation(int value) {
        accumulation = value;
        return this;
    }

    TestSettings optimiser(Optimiser value) {
        optimiser = value;
        return this;
    }

    TestSettings learningRate(double value) {
        learningRate = value;
        return this;
    }

    TestSettings weightDecay(double value) {
        weightDecay = value;
        return this;
    }

    TestSettings schedule(Schedule value) {
        schedule = value;
        return this;
    }

    TestSettings stages(StageSettings value) {
        stages = value;
        return this;
    }

    TestSettings batchNorm(TrainingSettings.BatchNormStatistics value) {
        batchNorm = value;
        return this;
    }

    TestSettings loss(LossSettings value) {
        loss = value;
        return this;
    }

    TestSettings dropout(double value) {
        dropout = value;
        return this;
    }

    TestSettings patience(int value) {
        patience = value;
        return this;
    }

    /** So small that there is a checkpoint after every step. */
    TestSettings checkpointEveryStep() {
        return checkpointMinutes(1e-9);
    }

    TestSettings checkpointMinutes(double value) {
        checkpointMinutes = value;
        return this;
    }

    TrainingSettings build() {
        TrainingSettings defaults = TrainingSettings.defaults();
        return new TrainingSettings(
                epochs,
                batchSize,
                accumulation,
                optimiser,
                learningRate,
                defaults.momentum(),
                weightDecay,
                schedule,
                stages,
                batchNorm,
                loss,
                dropout,
                patience,
                defaults.select(),
                checkpointMinutes);
    }
}
