package io.podagra.serving;

import java.util.Optional;

/**
 * How much may be waiting: so many requests, and so many bytes of their bodies. Thread-safe.
 *
 * <p>A place is free again when its request is answered and, too, nothing works on it any more: so
 * work that was given up does not pile up beside new work.
 */
final class Room {
    private final int places;
    private final long bytes;
    private int taken;
    private long held;

    Room(int places, long bytes) {
        this.places = places;
        this.bytes = bytes;
    }

    /** One request's. */
    final class Place {
        private long mine;
        private boolean answered;
        private boolean atWork;
        private boolean left;

        /**
         * Asks for room for more bytes.
         *
         * @return whether there is
         */
        boolean hold(long more) {
            synchronized (Room.this) {
                if (held + more > bytes) {
                    return false;
                }
                held += more;
                mine += more;
                return true;
            }
        }

        /** Somebody begins to work on it. */
        void begin() {
            synchronized (Room.this) {
                atWork = true;
            }
        }

        /** The body is not needed any more. */
        void dropBytes() {
            synchronized (Room.this) {
                held -= mine;
                mine = 0;
            }
        }

        /** Nobody works on it any more. */
        void end() {
            synchronized (Room.this) {
                atWork = false;
                leaveIfDone();
            }
        }

        /** Its sender has the answer, or is gone. */
        void answered() {
            synchronized (Room.this) {
                answered = true;
                leaveIfDone();
            }
        }

        private void leaveIfDone() {
            if (answered && !atWork && !left) {
                left = true;
                dropBytes();
                taken--;
                Room.this.notifyAll();
            }
        }
    }

    /** A place for a request, if one is free. */
    synchronized Optional<Place> take() {
        if (taken >= places) {
            return Optional.empty();
        }
        taken++;
        return Optional.of(new Place());
    }

    synchronized int taken() {
        return taken;
    }

    synchronized long held() {
        return held;
    }

    synchronized boolean isFull() {
        return taken >= places;
    }

    /**
     * Waits until all have left.
     *
     * @return whether they have in time
     */
    synchronized boolean awaitEmpty(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (taken > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
