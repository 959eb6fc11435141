package io.podagra.model.tuning;

import org.apache.commons.math3.random.JDKRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GeneticSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.UniformCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.parentselection.RandomTwoParentSelection;
import org.deeplearning4j.arbiter.optimize.generator.genetic.mutation.RandomMutationOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.population.PopulationModel;
import org.deeplearning4j.arbiter.optimize.generator.genetic.selection.GeneticSelectionOperator;

/** Arbiter's generators of candidates, all that is random in them following from one seed. */
final class Generators {
    /** Each child's genes from both parents: a parent's own array would be changed by mutation. */
    private static final double CROSSOVER_RATE = 1;

    /** Of each gene. Arbiter's own 0.005 is for populations of many generations. */
    private static final double MUTATION_RATE = 0.1;

    private static final int SMALLEST_POPULATION = 6;
    private static final int LARGEST_POPULATION = 30;

    private Generators() {}

    static CandidateGenerator of(TuningSettings settings, long seed) {
        CandidateSpace space = new CandidateSpace(settings.space());
        return switch (settings.search()) {
            case RANDOM -> {
                RandomSearchGenerator random = new RandomSearchGenerator(space);
                random.setRngSeed(seed);
                yield random;
            }
            case GRID -> new Grid(space, settings.gridSteps());
            case GENETIC -> genetic(space, settings.trials(), seed);
        };
    }

    /**
     * Breeds once two thirds of the population are there, so a population of two fifths of the
     * trials leaves most of them to be bred.
     */
    private static CandidateGenerator genetic(CandidateSpace space, int trials, long seed) {
        RandomGenerator random = new JDKRandomGenerator();
        random.setSeed(seed);
        int population =
                Math.max(SMALLEST_POPULATION, Math.min(LARGEST_POPULATION, trials * 2 / 5));
        return new GeneticSearchCandidateGenerator.Builder(space, new LargestScore())
                .populationModel(new PopulationModel.Builder().populationSize(population).build())
                .selectionOperator(
                        new GeneticSelectionOperator.Builder()
                                .randomGenerator(random)
                                .crossoverOperator(
                                        new UniformCrossover.Builder()
                                                .crossoverRate(CROSSOVER_RATE)
                                                .randomGenerator(random)
                                                .parentSelection(
                                                        new RandomTwoParentSelection(random))
                                                .build())
                                .mutationOperator(
                                        new RandomMutationOperator.Builder()
                                                .mutationRate(MUTATION_RATE)
                                                .randomGenerator(random)
                                                .build())
                                .build())
                .build();
    }

    /**
     * In random order, so that a search that ends before the grid does has seen all of it. Arbiter
     * shuffles in its constructor, before a seed could be set.
     */
    private static final class Grid extends GridSearchCandidateGenerator {
        private static final long ORDER = 1;

        Grid(CandidateSpace space, int steps) {
            super(space, steps, Mode.RandomOrder, null);
        }

        @Override
        protected void initialize() {
            rng.setSeed(ORDER);
            super.initialize();
        }
    }
}
