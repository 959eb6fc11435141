package io.podagra.eval.report;

import io.podagra.eval.StudyMetrics;
import io.podagra.eval.Subgroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The test images by the values of columns of the manifest; small groups are marked, not hidden.
 */
final class SubgroupSection {
    private final Messages messages;
    private final Map<String, String> charts;

    /**
     * @param charts the drawings by column
     */
    SubgroupSection(Messages messages, Map<String, String> charts) {
        this.messages = messages;
        this.charts = charts;
    }

    /** The columns with groups. */
    List<Map<String, Object>> columns(StudyMetrics metrics) {
        List<Map<String, Object>> columns = new ArrayList<>();
        metrics.subgroups()
                .forEach(
                        (column, figure) ->
                                figure.value()
                                        .ifPresent(groups -> columns.add(column(column, groups))));
        return columns;
    }

    /** Why other columns have none, column by column. */
    List<String> without(StudyMetrics metrics) {
        List<String> without = new ArrayList<>();
        metrics.subgroups()
                .forEach(
                        (column, figure) ->
                                figure.fold(
                                        known -> true,
                                        why ->
                                                without.add(
                                                        messages.text(
                                                                "subgroups.without",
                                                                name(column),
                                                                messages.reason(why)))));
        return without;
    }

    private Map<String, Object> column(String column, List<Subgroup> groups) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", name(column));
        model.put("groups", groups.stream().map(this::group).toList());
        model.put("chart", charts.getOrDefault(column, ""));
        return model;
    }

    private Map<String, Object> group(Subgroup group) {
        String value =
                group.value().isEmpty() ? messages.text("subgroups.notStated") : group.value();
        Map<String, Object> model = new SetSection(messages).model(value, group.metrics());
        model.put(
                "small",
                messages.semicolons(group.small().stream().map(messages::reason).toList()));
        return model;
    }

    private String name(String column) {
        return messages.textOr("column." + column, column);
    }
}
