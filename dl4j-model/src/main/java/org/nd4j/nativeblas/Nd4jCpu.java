package org.nd4j.nativeblas;

import java.lang.reflect.InvocationTargetException;

/**
 * Brings Deeplearning4j's oneDNN layer helpers back on the CPU.
 *
 * <p>In 1.0.0-M2.1 {@code BaseMKLDNNHelper.mklDnnEnabled()} asks {@code
 * org.nd4j.nativeblas.Nd4jCpu$Environment} whether oneDNN is on, a class that the same release
 * moved to the backend's own package. The look-up fails, the failure is swallowed, and every
 * convolution silently runs as im2col in Java, about three times slower in training. This class has
 * the name that is asked for and passes the question on. It is found by name only, so that nothing
 * else of Podagra depends on a backend; with another backend than the CPU's it is never asked.
 */
public final class Nd4jCpu {
    private static final String MOVED_TO =
            "org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu$Environment";

    private Nd4jCpu() {}

    /** The part of the moved class that the helpers ask. */
    public static final class Environment {
        private static final Environment INSTANCE = new Environment();

        private Environment() {}

        public static Environment getInstance() {
            return INSTANCE;
        }

        /**
         * Whether the native library was built with oneDNN and has it switched on.
         *
         * @throws IllegalStateException if this release of ND4J moved the class again
         */
        public boolean isUseMKLDNN() {
            try {
                Class<?> moved = Class.forName(MOVED_TO);
                Object environment = moved.getMethod("getInstance").invoke(null);
                return (boolean) moved.getMethod("isUseONEDNN").invoke(environment);
            } catch (ClassNotFoundException
                    | NoSuchMethodException
                    | IllegalAccessException
                    | InvocationTargetException exception) {
                throw new IllegalStateException(
                        "cannot ask " + MOVED_TO + " for oneDNN", exception);
            }
        }
    }
}
