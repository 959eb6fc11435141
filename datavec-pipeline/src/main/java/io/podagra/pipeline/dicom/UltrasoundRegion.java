package io.podagra.pipeline.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part of the frame that shows tissue in two dimensions, from SequenceOfUltrasoundRegions (PS3.3,
 * C.8.5.5): RegionSpatialFormat 1 (2-D) and RegionDataType 1 (tissue). It lies within the frame.
 *
 * @param left first column, from 0
 * @param top first row, from 0
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record UltrasoundRegion(int left, int top, int width, int height) {
    private static final long TWO_DIMENSIONAL = 1;
    private static final long TISSUE = 1;

    public UltrasoundRegion {
        if (left < 0 || top < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "no region: %d, %d, %d x %d".formatted(left, top, width, height));
        }
    }

    /** Those of tissue, clamped to the frame, each once, in the file's order. */
    static List<UltrasoundRegion> of(DataSet dataSet, int columns, int rows) throws DicomException {
        List<UltrasoundRegion> regions = new ArrayList<>();
        for (DataSet item : dataSet.items(Tag.ULTRASOUND_REGIONS)) {
            if (is(item, Tag.REGION_SPATIAL_FORMAT, TWO_DIMENSIONAL)
                    && is(item, Tag.REGION_DATA_TYPE, TISSUE)) {
                clamped(item, columns, rows)
                        .filter(region -> !regions.contains(region))
                        .ifPresent(regions::add);
            }
        }
        return List.copyOf(regions);
    }

    private static boolean is(DataSet item, int tag, long expected) throws DicomException {
        OptionalLong value = item.unsigned(tag);
        return value.isPresent() && value.getAsLong() == expected;
    }

    /** Nothing of a region without a corner, inside out, or wholly outside the frame. */
    private static Optional<UltrasoundRegion> clamped(DataSet item, int columns, int rows)
            throws DicomException {
        OptionalLong left = item.unsigned(Tag.REGION_MIN_X);
        OptionalLong top = item.unsigned(Tag.REGION_MIN_Y);
        OptionalLong lastColumn = item.unsigned(Tag.REGION_MAX_X);
        OptionalLong lastRow = item.unsigned(Tag.REGION_MAX_Y);
        if (left.isEmpty() || top.isEmpty() || lastColumn.isEmpty() || lastRow.isEmpty()) {
            return Optional.empty();
        }
        // Both corners belong to the region.
        long width = Math.min(lastColumn.getAsLong(), columns - 1L) - left.getAsLong() + 1;
        long height = Math.min(lastRow.getAsLong(), rows - 1L) - top.getAsLong() + 1;
        if (width < 1 || height < 1) {
            return Optional.empty();
        }
        return Optional.of(
                new UltrasoundRegion(
                        (int) left.getAsLong(), (int) top.getAsLong(), (int) width, (int) height));
    }
}
