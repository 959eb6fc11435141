package io.podagra.pipeline.dicom;

import static io.podagra.pipeline.dicom.TestFrames.grey;
import static io.podagra.pipeline.dicom.TestFrames.parse;
import static io.podagra.pipeline.dicom.TestFrames.unsigned;
import static io.podagra.pipeline.dicom.TestFrames.writer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fragments of compressed pixel data find their frames (PS3.5, A.4). */
class DicomFramesTest {
    private static final int FRAMES = 3;

    private static final TransferSyntax SYNTAX = TransferSyntax.JPEG_LOSSLESS_FIRST_ORDER;

    @Test
    void asManyFragmentsAsFramesAreOneEach() throws DicomException {
        assertFrames(file(new int[0], fragments(1)));
    }

    @Test
    void theBasicOffsetTableTellsWhereFramesOfSeveralFragmentsBegin() throws DicomException {
        List<byte[]> fragments = fragments(2);

        assertFrames(file(offsets(fragments, 2), fragments));
    }

    @Test
    void theExtendedOffsetTableTellsTheSame() throws DicomException {
        List<byte[]> fragments = fragments(2);
        ByteBuffer table = ByteBuffer.allocate(FRAMES * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(offsets(fragments, 2)).forEach(table::putLong);

        assertFrames(
                head().bytes(Tag.EXTENDED_OFFSET_TABLE, "OB", table.array())
                        .fragments(new int[0], fragments)
                        .file());
    }

    @Test
    void withoutATableTheMarkersOfJpegTell() throws DicomException {
        assertFrames(file(new int[0], fragments(2)));
    }

    @Test
    void oneFrameHasAllFragments() throws DicomException {
        byte[] file =
                writer(SYNTAX, Photometric.MONOCHROME2)
                        .fragments(new int[0], fragments(4).subList(0, 4))
                        .file();

        assertThat(parse(file).frames().frame(0).pixels()).isEqualTo(grey(0));
    }

    @Test
    void anOffsetTableThatPointsElsewhereIsRefused() {
        List<byte[]> fragments = fragments(2);
        int[] offsets = offsets(fragments, 2);
        offsets[1] += 2;

        assertThatThrownBy(() -> parse(file(offsets, fragments)).frames())
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("offset table that places frame 2");
    }

    @Test
    void fewerFragmentsThanFramesAreRefused() {
        List<byte[]> fragments = fragments(1).subList(0, 2);

        assertThatThrownBy(() -> parse(file(new int[0], fragments)).frames())
                .isInstanceOf(DicomException.class)
                .hasMessage("is cut short in tag (7FE0,0010): it has 3 frames in 2 fragments");
    }

    @Test
    void framesAreAskedForWithinTheirNumber() throws DicomException {
        DicomFrames frames = parse(file(new int[0], fragments(1))).frames();

        assertThatThrownBy(() -> frames.frame(FRAMES))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static DicomWriter head() {
        return writer(SYNTAX, Photometric.MONOCHROME2)
                .text(Tag.NUMBER_OF_FRAMES, "IS", Integer.toString(FRAMES));
    }

    private static byte[] file(int[] offsets, List<byte[]> fragments) {
        return head().fragments(offsets, fragments).file();
    }

    /** Of every frame as many, all of even length. */
    private static List<byte[]> fragments(int each) {
        List<byte[]> fragments = new ArrayList<>();
        for (int frame = 0; frame < FRAMES; frame++) {
            byte[] whole =
                    Encoders.losslessJpeg(
                            unsigned(grey(frame)), TestFrames.WIDTH, TestFrames.HEIGHT, 1, 8);
            int size = whole.length / each / 2 * 2;
            for (int part = 0; part < each; part++) {
                int end = part + 1 < each ? (part + 1) * size : whole.length;
                fragments.add(Arrays.copyOfRange(whole, part * size, end));
            }
        }
        return fragments;
    }

    private static int[] offsets(List<byte[]> fragments, int each) {
        int[] offsets = new int[FRAMES];
        int offset = 0;
        for (int index = 0; index < fragments.size(); index++) {
            if (index % each == 0) {
                offsets[index / each] = offset;
            }
            int length = fragments.get(index).length;
            offset += 8 + length + length % 2;
        }
        return offsets;
    }

    private static void assertFrames(byte[] file) throws DicomException {
        DicomFrames frames = parse(file).frames();
        assertThat(frames.count()).isEqualTo(FRAMES);
        for (int frame = 0; frame < FRAMES; frame++) {
            assertThat(frames.frame(frame).pixels()).isEqualTo(grey(frame));
        }
    }
}
