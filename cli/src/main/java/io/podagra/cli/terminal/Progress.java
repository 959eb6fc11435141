package io.podagra.cli.terminal;

import io.podagra.data.ProgressListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Progress of long work for a person: one line that is rewritten where the output is a terminal,
 * else a plain line at most every ten seconds. Safe for use by several threads.
 */
public final class Progress {
    private static final long TERMINAL_INTERVAL_NANOS = 200_000_000L;
    private static final long PLAIN_INTERVAL_NANOS = 10_000_000_000L;

    /** Whose passing state is on the terminal. */
    private static final AtomicReference<Progress> SHOWN = new AtomicReference<>();

    private final PrintStream out;
    private final boolean terminal;
    private final boolean silent;
    private long lastShown;
    private int shownWidth;

    private Progress(PrintStream out, boolean terminal, boolean silent) {
        this.out = out;
        this.terminal = terminal;
        this.silent = silent;
    }

    public static Progress on(PrintStream out) {
        return new Progress(out, Boolean.getBoolean("podagra.terminal"), false);
    }

    public static Progress silent() {
        return new Progress(System.err, false, true);
    }

    /** A lasting line, such as the end of a stage. */
    public synchronized void say(String line) {
        if (!silent) {
            clear();
            out.println(line);
        }
    }

    /** A lasting line that is shown even to those who want no progress. */
    public synchronized void announce(String line) {
        clear();
        out.println(line);
    }

    /** Ends the passing state of a terminal, if there is one, so that another line can follow. */
    public static void clearLine() {
        Progress shown = SHOWN.get();
        if (shown != null) {
            shown.clear();
        }
    }

    /** A passing state; shown if the last one is old enough. */
    public synchronized void show(String state) {
        long now = System.nanoTime();
        long interval = terminal ? TERMINAL_INTERVAL_NANOS : PLAIN_INTERVAL_NANOS;
        if (silent || now - lastShown < interval) {
            return;
        }
        lastShown = now;
        if (terminal) {
            String padded = state + " ".repeat(Math.max(0, shownWidth - state.length()));
            out.print("\r" + padded);
            out.flush();
            shownWidth = state.length();
            SHOWN.set(this);
        } else {
            out.println(state);
        }
    }

    /** A stage of known size, with the time left by the pace so far. */
    public ProgressListener stage(String name) {
        long start = System.nanoTime();
        return (done, total) -> {
            if (done < total) {
                show(stageState(name, done, total, System.nanoTime() - start));
            } else {
                clear();
            }
        };
    }

    static String stageState(String name, long done, long total, long elapsedNanos) {
        String left =
                done == 0 || done >= total
                        ? ""
                        : ", " + duration(elapsedNanos * (total - done) / done) + " left";
        return "%s: %,d of %,d%s".formatted(name, done, total, left);
    }

    /** Such as {@code 45 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
    public static String duration(long nanos) {
        Duration duration = Duration.ofNanos(nanos);
        if (duration.toHours() > 0) {
            return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
        }
        if (duration.toMinutes() > 0) {
            return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%d s", duration.toSeconds());
    }

    private synchronized void clear() {
        if (terminal && shownWidth > 0) {
            out.print("\r" + " ".repeat(shownWidth) + "\r");
            out.flush();
            shownWidth = 0;
        }
    }
}
