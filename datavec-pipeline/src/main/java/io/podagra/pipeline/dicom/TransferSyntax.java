package io.podagra.pipeline.dicom;

import java.nio.ByteOrder;
import java.util.Map;

/** The transfer syntaxes that are read (PS3.5, 10 and annex A), and by name those that are not. */
enum TransferSyntax {
    IMPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2", Coding.NATIVE),
    EXPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2.1", Coding.NATIVE),
    DEFLATED("1.2.840.10008.1.2.1.99", Coding.NATIVE),
    EXPLICIT_BIG_ENDIAN("1.2.840.10008.1.2.2", Coding.NATIVE),
    RLE("1.2.840.10008.1.2.5", Coding.RLE),
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", Coding.JPEG),
    JPEG_EXTENDED("1.2.840.10008.1.2.4.51", Coding.JPEG),
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", Coding.JPEG_LOSSLESS),
    JPEG_LOSSLESS_FIRST_ORDER("1.2.840.10008.1.2.4.70", Coding.JPEG_LOSSLESS),
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", Coding.JPEG_2000),
    JPEG_2000("1.2.840.10008.1.2.4.91", Coding.JPEG_2000);

    /** How pixel data is coded. */
    enum Coding {
        NATIVE,
        RLE,
        JPEG,
        JPEG_LOSSLESS,
        JPEG_2000
    }

    private static final String BY_ARCHIVE =
            "ask the archive to send it as Explicit VR Little Endian";
    private static final String BY_FFMPEG =
            "take its frames out as PNG with ffmpeg and ingest those";
    private static final String BY_DCMTK = "convert with dcmtk's dcmdjpeg";

    /** Name and what to do about it, by UID. */
    private static final Map<String, String[]> REFUSED =
            Map.ofEntries(
                    refused("1.2.840.10008.1.2.4.80", "JPEG-LS", "convert with dcmtk's dcmdjpls"),
                    refused("1.2.840.10008.1.2.4.81", "JPEG-LS", "convert with dcmtk's dcmdjpls"),
                    refused("1.2.840.10008.1.2.4.92", "JPEG 2000 multi-component", BY_ARCHIVE),
                    refused("1.2.840.10008.1.2.4.93", "JPEG 2000 multi-component", BY_ARCHIVE),
                    refused("1.2.840.10008.1.2.4.94", "JPIP referenced", BY_ARCHIVE),
                    refused("1.2.840.10008.1.2.4.95", "JPIP referenced deflated", BY_ARCHIVE),
                    refused("1.2.840.10008.1.2.4.100", "MPEG-2", BY_FFMPEG),
                    refused("1.2.840.10008.1.2.4.101", "MPEG-2", BY_FFMPEG),
                    refused("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264", BY_FFMPEG),
                    refused("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264", BY_FFMPEG),
                    refused("1.2.840.10008.1.2.4.104", "MPEG-4 AVC/H.264", BY_FFMPEG),
                    refused("1.2.840.10008.1.2.4.105", "MPEG-4 AVC/H.264", BY_FFMPEG),
                    refused("1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264", BY_FFMPEG),
                    refused("1.2.840.10008.1.2.4.107", "HEVC/H.265", BY_FFMPEG),
                    refused("1.2.840.10008.1.2.4.108", "HEVC/H.265", BY_FFMPEG),
                    refused("1.2.840.10008.1.2.4.110", "JPEG XL", BY_ARCHIVE),
                    refused("1.2.840.10008.1.2.4.111", "JPEG XL", BY_ARCHIVE),
                    refused("1.2.840.10008.1.2.4.112", "JPEG XL", BY_ARCHIVE),
                    refused("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000", BY_ARCHIVE),
                    refused("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000", BY_ARCHIVE),
                    refused("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000", BY_ARCHIVE),
                    refused("1.2.840.10008.1.2.4.53", "JPEG spectral selection", BY_DCMTK),
                    refused("1.2.840.10008.1.2.4.55", "JPEG full progression", BY_DCMTK),
                    refused("1.2.840.10008.1.2.8.1", "deflated image frames", BY_ARCHIVE),
                    refused(
                            "1.2.840.113619.5.2",
                            "GE's private implicit VR with big endian pixels",
                            BY_ARCHIVE));

    private final String uid;
    private final Coding coding;

    TransferSyntax(String uid, Coding coding) {
        this.uid = uid;
        this.coding = coding;
    }

    private static Map.Entry<String, String[]> refused(String uid, String name, String advice) {
        return Map.entry(uid, new String[] {name, advice});
    }

    /**
     * @throws DicomException if it is not read; the message names it and says what to do
     */
    static TransferSyntax of(String uid) throws DicomException {
        for (TransferSyntax syntax : values()) {
            if (syntax.uid.equals(uid)) {
                return syntax;
            }
        }
        String[] known = REFUSED.getOrDefault(uid, new String[] {"its pixel data", BY_ARCHIVE});
        throw new DicomException(
                "has %s, transfer syntax %s: not supported; %s"
                        .formatted(known[0], DataSet.shown(uid), known[1]));
    }

    Coding coding() {
        return coding;
    }

    String uid() {
        return uid;
    }

    boolean isExplicit() {
        return this != IMPLICIT_LITTLE_ENDIAN;
    }

    ByteOrder byteOrder() {
        return this == EXPLICIT_BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
}
