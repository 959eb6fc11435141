package io.podagra.pipeline.dicom;

import java.util.Set;

/** The tags that are read (PS3.6), as group and element in one number. Nothing else is kept. */
final class Tag {
    static final int TRANSFER_SYNTAX_UID = 0x00020010;
    static final int SPECIFIC_CHARACTER_SET = 0x00080005;
    static final int SOP_INSTANCE_UID = 0x00080018;
    static final int STUDY_DATE = 0x00080020;
    static final int ACQUISITION_DATE = 0x00080022;
    static final int CONTENT_DATE = 0x00080023;
    static final int ACQUISITION_DATE_TIME = 0x0008002A;
    static final int MODALITY = 0x00080060;
    static final int MANUFACTURER = 0x00080070;
    static final int SERIES_DESCRIPTION = 0x0008103E;
    static final int MODEL_NAME = 0x00081090;
    static final int PATIENT_ID = 0x00100020;
    static final int ULTRASOUND_REGIONS = 0x00186011;
    static final int REGION_SPATIAL_FORMAT = 0x00186012;
    static final int REGION_DATA_TYPE = 0x00186014;
    static final int REGION_MIN_X = 0x00186018;
    static final int REGION_MIN_Y = 0x0018601A;
    static final int REGION_MAX_X = 0x0018601C;
    static final int REGION_MAX_Y = 0x0018601E;
    static final int STUDY_INSTANCE_UID = 0x0020000D;
    static final int LATERALITY = 0x00200060;
    static final int IMAGE_LATERALITY = 0x00200062;
    static final int SAMPLES_PER_PIXEL = 0x00280002;
    static final int PHOTOMETRIC_INTERPRETATION = 0x00280004;
    static final int PLANAR_CONFIGURATION = 0x00280006;
    static final int NUMBER_OF_FRAMES = 0x00280008;
    static final int ROWS = 0x00280010;
    static final int COLUMNS = 0x00280011;
    static final int BITS_ALLOCATED = 0x00280100;
    static final int BITS_STORED = 0x00280101;
    static final int HIGH_BIT = 0x00280102;
    static final int PIXEL_REPRESENTATION = 0x00280103;
    static final int WINDOW_CENTER = 0x00281050;
    static final int WINDOW_WIDTH = 0x00281051;
    static final int RESCALE_INTERCEPT = 0x00281052;
    static final int RESCALE_SLOPE = 0x00281053;
    static final int VOI_LUT_FUNCTION = 0x00281056;
    static final int RED_PALETTE_DESCRIPTOR = 0x00281101;
    static final int GREEN_PALETTE_DESCRIPTOR = 0x00281102;
    static final int BLUE_PALETTE_DESCRIPTOR = 0x00281103;
    static final int RED_PALETTE = 0x00281201;
    static final int GREEN_PALETTE = 0x00281202;
    static final int BLUE_PALETTE = 0x00281203;
    static final int RED_SEGMENTED_PALETTE = 0x00281221;
    static final int GREEN_SEGMENTED_PALETTE = 0x00281222;
    static final int BLUE_SEGMENTED_PALETTE = 0x00281223;
    static final int MODALITY_LUT_SEQUENCE = 0x00283000;
    static final int VOI_LUT_SEQUENCE = 0x00283010;
    static final int EXTENDED_OFFSET_TABLE = 0x7FE00001;
    static final int PIXEL_DATA = 0x7FE00010;

    static final int ITEM = 0xFFFEE000;
    static final int ITEM_DELIMITATION = 0xFFFEE00D;
    static final int SEQUENCE_DELIMITATION = 0xFFFEE0DD;

    private static final Set<Integer> KEPT =
            Set.of(
                    TRANSFER_SYNTAX_UID,
                    SPECIFIC_CHARACTER_SET,
                    SOP_INSTANCE_UID,
                    STUDY_DATE,
                    ACQUISITION_DATE,
                    CONTENT_DATE,
                    ACQUISITION_DATE_TIME,
                    MODALITY,
                    MANUFACTURER,
                    SERIES_DESCRIPTION,
                    MODEL_NAME,
                    PATIENT_ID,
                    ULTRASOUND_REGIONS,
                    REGION_SPATIAL_FORMAT,
                    REGION_DATA_TYPE,
                    REGION_MIN_X,
                    REGION_MIN_Y,
                    REGION_MAX_X,
                    REGION_MAX_Y,
                    STUDY_INSTANCE_UID,
                    LATERALITY,
                    IMAGE_LATERALITY,
                    SAMPLES_PER_PIXEL,
                    PHOTOMETRIC_INTERPRETATION,
                    PLANAR_CONFIGURATION,
                    NUMBER_OF_FRAMES,
                    ROWS,
                    COLUMNS,
                    BITS_ALLOCATED,
                    BITS_STORED,
                    HIGH_BIT,
                    PIXEL_REPRESENTATION,
                    WINDOW_CENTER,
                    WINDOW_WIDTH,
                    RESCALE_INTERCEPT,
                    RESCALE_SLOPE,
                    VOI_LUT_FUNCTION,
                    RED_PALETTE_DESCRIPTOR,
                    GREEN_PALETTE_DESCRIPTOR,
                    BLUE_PALETTE_DESCRIPTOR,
                    RED_PALETTE,
                    GREEN_PALETTE,
                    BLUE_PALETTE,
                    RED_SEGMENTED_PALETTE,
                    GREEN_SEGMENTED_PALETTE,
                    BLUE_SEGMENTED_PALETTE,
                    MODALITY_LUT_SEQUENCE,
                    VOI_LUT_SEQUENCE,
                    EXTENDED_OFFSET_TABLE,
                    PIXEL_DATA);

    private Tag() {}

    /** Whether the element is kept; every other one is skipped. */
    static boolean isKept(int tag) {
        return KEPT.contains(tag);
    }

    static int group(int tag) {
        return tag >>> 16;
    }

    /** As the standard writes it: (7FE0,0010). */
    static String name(int tag) {
        return "(%04X,%04X)".formatted(tag >>> 16, tag & 0xFFFF);
    }
}
