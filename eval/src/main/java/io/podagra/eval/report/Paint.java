package io.podagra.eval.report;

import io.podagra.eval.Method;
import java.util.Locale;

/** What is painted in a drawing, with its colour on white paper and on a dark screen. */
enum Paint {
    PAPER("#ffffff", "#161b22"),
    INK("#1c2430", "#e8ebef"),
    MUTED("#55606e", "#a5b0bd"),
    GRID("#e1e5ea", "#30363d"),
    WARNING("#8a4b00", "#f0b45a"),
    SINGLE("#0b5fa5", "#6cb2f5"),
    MULTIPLE("#b8410b", "#ff9d66");

    private final String light;
    private final String dark;

    Paint(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /** The colour of a method, the same in every drawing. */
    static Paint of(Method method) {
        return switch (method) {
            case SINGLE -> SINGLE;
            case MULTIPLE -> MULTIPLE;
        };
    }

    /** Attributes of a shape that is filled. */
    String fill() {
        return "class=\"f-%s\" fill=\"%s\"".formatted(word(), light);
    }

    /** Attributes of a line. */
    String stroke() {
        return "class=\"s-%s\" fill=\"none\" stroke=\"%s\"".formatted(word(), light);
    }

    /** Attributes of a shape that hides what is behind it and shows its outline alone. */
    String outline() {
        return "class=\"f-%s s-%s\" fill=\"%s\" stroke=\"%s\""
                .formatted(PAPER.word(), word(), PAPER.light, light);
    }

    /** The style sheet that browsers follow in the dark. */
    static String darkStyle() {
        StringBuilder rules = new StringBuilder("@media screen and (prefers-color-scheme: dark) {");
        for (Paint paint : values()) {
            rules.append(
                    ".podagra-chart .f-%1$s{fill:%2$s}.podagra-chart .s-%1$s{stroke:%2$s}"
                            .formatted(paint.word(), paint.dark));
        }
        return rules.append('}').toString();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
