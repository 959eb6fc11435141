package io.podagra.eval.report;

import io.podagra.eval.Method;
import io.podagra.eval.MethodMetrics;
import io.podagra.eval.Subgroup;
import java.util.List;
import java.util.stream.Collectors;

/** Draws the areas under the ROC curves of subgroups below each other, with their intervals. */
final class SubgroupChart {
    private final ChartWords words;
    private final List<Subgroup> groups;

    private SubgroupChart(ChartWords words, List<Subgroup> groups) {
        this.words = words;
        this.groups = groups;
    }

    /**
     * @param column of the manifest, whose values the groups have
     */
    static String draw(String column, List<Subgroup> groups, Messages messages, boolean synthetic) {
        return new SubgroupChart(new ChartWords(messages), groups).draw(column, synthetic);
    }

    private String draw(String column, boolean synthetic) {
        Sheet sheet =
                new Sheet(
                        words,
                        "subgroup-" + column,
                        words.text("subgroup.title", words.column(column)),
                        words.text(
                                "subgroup.description",
                                groups.stream()
                                        .map(this::described)
                                        .collect(Collectors.joining(" "))),
                        ForestPlot.WIDTH,
                        synthetic);
        ForestPlot.draw(sheet, groups);
        groups.stream()
                .flatMap(group -> group.metrics().methods().keySet().stream())
                .distinct()
                .sorted()
                .forEach(m -> sheet.legend(sheet.lineOf(m), words.method(m)));
        sheet.remark(words.text("subgroup.remark"));
        for (Subgroup group : groups) {
            if (!group.small().isEmpty()) {
                sheet.remark(
                        words.text(
                                "subgroup.small",
                                ForestPlot.name(words, group),
                                words.list(group.small().stream().map(words::reason).toList())));
            }
            group.metrics().methods().forEach((m, figures) -> explain(sheet, group, m, figures));
        }
        return sheet.toDocument();
    }

    /** Says below the plot why an area has no interval. */
    private void explain(Sheet sheet, Subgroup group, Method method, MethodMetrics figures) {
        if (figures.auc().isKnown() && !figures.aucClustered().isKnown()) {
            sheet.remark(words.about(ForestPlot.name(words, group), described(method, figures)));
        }
    }

    private String described(Subgroup group) {
        return words.text(
                "subgroup.group",
                ForestPlot.name(words, group),
                words.size(group.metrics()),
                words.list(
                        group.metrics().methods().entrySet().stream()
                                .map(entry -> described(entry.getKey(), entry.getValue()))
                                .toList()));
    }

    private String described(Method method, MethodMetrics figures) {
        return words.about(words.method(method), words.auc(figures.auc(), figures.aucClustered()));
    }
}
