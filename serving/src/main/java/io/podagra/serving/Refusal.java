package io.podagra.serving;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;

/**
 * Why a request gets no prediction.
 *
 * @param status of the answer
 * @param reason a word for the metrics
 * @param error what is wrong, in a few words
 * @param action what to do about it
 */
record Refusal(int status, String reason, String error, String action) {
    Refusal {
        requireNonNull(reason, "reason is null");
        requireNonNull(error, "error is null");
        requireNonNull(action, "action is null");
    }

    /** Of a request that no server could answer. */
    static Refusal malformed(String error, String action) {
        return new Refusal(400, "malformed", error, action);
    }

    static Refusal unsupported(String error) {
        return new Refusal(
                415,
                "unsupported_type",
                error,
                "send a PNG, JPEG, BMP, TIFF or DICOM file as it is, or as the field 'image' of"
                        + " multipart/form-data");
    }

    static Refusal tooLarge(long limit) {
        return new Refusal(
                413,
                "body_too_large",
                "the body is longer than the %d bytes that are taken".formatted(limit),
                "send a smaller image, or raise the server's --max-body");
    }

    static Refusal stopping() {
        return new Refusal(503, "stopping", "the server is stopping", "try another server");
    }

    static Refusal tooSlow() {
        return new Refusal(
                503,
                "timeout",
                "there was no answer within the time limit",
                "try again when the server has less to do");
    }

    static Refusal slowSender() {
        return new Refusal(
                408,
                "slow_body",
                "the body did not arrive within the time limit",
                "send it faster");
    }

    static Refusal full(String what) {
        return new Refusal(429, what, "the server has enough to do", "try again in a moment");
    }

    static Refusal failed() {
        return new Refusal(
                500, "failed", "the server failed", "report it; the server's log says where");
    }

    /** Of an image or view that the model cannot be asked about. */
    static Refusal of(InvalidInputException exception) {
        String message = exception.problems().get(0);
        int split = message.lastIndexOf("; ");
        return split < 0
                ? new Refusal(422, "unusable", message, "send another image")
                : new Refusal(
                        422, "unusable", message.substring(0, split), message.substring(split + 2));
    }
}
