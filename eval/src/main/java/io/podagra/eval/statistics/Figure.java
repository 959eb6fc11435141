package io.podagra.eval.statistics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * A result that may be undefined, as the AUC is when every image has the same label. An undefined
 * figure says why; it is never NaN and never an exception.
 *
 * @param <T> what the figure is when it is defined
 */
public sealed interface Figure<T> {
    /** A figure that is defined. */
    record Known<T>(T figure) implements Figure<T> {
        public Known {
            requireNonNull(figure, "figure is null");
        }

        @Override
        public <R> R fold(Function<? super T, R> known, Function<? super Reason, R> undefined) {
            return known.apply(figure);
        }
    }

    /**
     * A figure that is not defined for these data.
     *
     * @param why such as {@code no abnormal image}
     */
    record Undefined<T>(Reason why) implements Figure<T> {
        public Undefined {
            requireNonNull(why, "why is null");
        }

        @Override
        public <R> R fold(Function<? super T, R> known, Function<? super Reason, R> undefined) {
            return undefined.apply(why);
        }
    }

    static <T> Figure<T> of(T figure) {
        return new Known<>(figure);
    }

    /**
     * @param pattern a phrase without capital and full stop, as {@link Reason} takes it
     * @param arguments for the pattern
     */
    static <T> Figure<T> undefined(String pattern, Object... arguments) {
        return new Undefined<>(new Reason(pattern, List.of(arguments)));
    }

    /** A figure that is not defined, for a reason known already. */
    static <T> Figure<T> undefined(Reason why) {
        return new Undefined<>(why);
    }

    /** Applies the first function to the figure, or the second to the reason. */
    <R> R fold(Function<? super T, R> known, Function<? super Reason, R> undefined);

    /** The figure, or empty if it is undefined. */
    default Optional<T> value() {
        return fold(Optional::of, why -> Optional.empty());
    }

    /** Why the figure is undefined, or empty if it is defined. */
    default Optional<String> reason() {
        return fold(known -> Optional.empty(), why -> Optional.of(why.text()));
    }

    default boolean isKnown() {
        return value().isPresent();
    }

    /**
     * @throws NoSuchElementException with the reason, if the figure is undefined
     */
    default T orElseThrow() {
        return value().orElseThrow(() -> new NoSuchElementException(reason().orElseThrow()));
    }

    default <R> Figure<R> map(Function<? super T, ? extends R> function) {
        return fold(known -> of(function.apply(known)), Undefined::new);
    }

    default <R> Figure<R> flatMap(Function<? super T, Figure<R>> function) {
        return fold(function, Undefined::new);
    }
}
