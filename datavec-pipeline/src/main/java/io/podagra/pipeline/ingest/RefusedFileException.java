package io.podagra.pipeline.ingest;

/** A file that is left out. */
final class RefusedFileException extends Exception {
    private final transient Reason reason;

    RefusedFileException(Reason.Code code, String sentence) {
        this(new Reason(code, sentence));
    }

    RefusedFileException(Reason reason) {
        super(reason.sentence());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
