package io.podagra.model.onednn;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.nd4j.linalg.factory.Nd4j;

/**
 * oneDNN as this process has it: its engine, and the layouts that its kernels want on this
 * processor.
 *
 * <p>Activations are kept in blocks of channels, {@code nChw16c} with AVX-512 and {@code nChw8c}
 * with AVX2, from the first convolution to the last pooling.
 */
public final class OneDnn {
    private static final String SWITCH = "podagra.onednn";
    private static final int AVX2 = 0x7;
    private static final int AVX512 = 0x27;

    private OneDnn() {}

    /**
     * Why the network does not run on it here, in words for a user; empty if it does.
     *
     * <p>Asked once: the system property {@code podagra.onednn=false}, another backend than the
     * CPU's, a processor without AVX2 or a library that does not load each leave the network to
     * Deeplearning4j's own layers.
     */
    public static Optional<String> obstacle() {
        return Loaded.OBSTACLE;
    }

    /** What computes, for a user: the release and the instructions it uses. */
    static String description() {
        dnnl_version_t version = dnnl.dnnl_version();
        return "oneDNN %d.%d.%d, %s"
                .formatted(
                        version.major(),
                        version.minor(),
                        version.patch(),
                        block() == 16 ? "AVX-512" : "AVX2");
    }

    /** Channels in a block: 16 or 8; 0 where oneDNN does not run. */
    static int block() {
        return Loaded.block();
    }

    /**
     * @throws IllegalStateException if oneDNN does not run here
     */
    static engine engine() {
        obstacle()
                .ifPresent(
                        obstacle -> {
                            throw new IllegalStateException("no oneDNN: " + obstacle);
                        });
        return Loaded.ENGINE;
    }

    static boolean isEnabled() {
        return !"false".equals(System.getProperty(SWITCH));
    }

    /** A layout with the last dimension's values side by side, as ND4J's arrays of order c. */
    static memory.desc plain(long... shape) {
        return switch (shape.length) {
            case 1 -> layout(memory.format_tag.x, shape);
            case 3 -> layout(memory.format_tag.abc, shape);
            case 4 -> layout(memory.format_tag.nchw, shape);
            default -> throw new IllegalArgumentException(shape.length + " dimensions");
        };
    }

    /** Activations in blocks of channels, or as oneDNN likes where channels do not fill blocks. */
    static memory.desc activations(long... shape) {
        if (shape[1] % block() != 0) {
            return layout(memory.format_tag.any, shape);
        }
        return layout(block() == 16 ? memory.format_tag.nChw16c : memory.format_tag.nChw8c, shape);
    }

    static memory.desc any(long... shape) {
        return layout(memory.format_tag.any, shape);
    }

    private static memory.desc layout(memory.format_tag tag, long... shape) {
        return new memory.desc(shape, memory.data_type.f32, tag);
    }

    /** Attributes of a primitive whose scratch memory is a tensor like others. */
    static primitive_attr attributes() {
        primitive_attr attributes = new primitive_attr();
        attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
        return attributes;
    }

    /** Loaded on first use, so that whoever does without oneDNN does not load it. */
    private static final class Loaded {
        private static final Optional<String> OBSTACLE;
        private static final engine ENGINE;

        static {
            Optional<String> obstacle;
            engine processor = null;
            try {
                obstacle = obstacleBeforeLoading();
                if (obstacle.isEmpty()) {
                    processor = new engine(engine.kind.cpu, 0);
                    obstacle =
                            block() == 0
                                    ? Optional.of("this processor has no AVX2")
                                    : Optional.empty();
                }
            } catch (LinkageError | RuntimeException failure) {
                obstacle = Optional.of("its library does not load: " + failure);
            }
            OBSTACLE = obstacle;
            ENGINE = processor;
        }

        private static Optional<String> obstacleBeforeLoading() {
            if (!isEnabled()) {
                return Optional.of("it is switched off by -D" + SWITCH + "=false");
            }
            String backend = Nd4j.getBackend().getClass().getSimpleName();
            return backend.equals("CpuBackend")
                    ? Optional.empty()
                    : Optional.of("it is for the CPU, the backend is " + backend);
        }

        private static int block() {
            int instructions = dnnl.dnnl_get_effective_cpu_isa();
            if ((instructions & AVX512) == AVX512) {
                return 16;
            }
            return (instructions & AVX2) == AVX2 ? 8 : 0;
        }
    }
}
