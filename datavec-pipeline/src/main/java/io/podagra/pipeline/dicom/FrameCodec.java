package io.podagra.pipeline.dicom;

/** Decompresses one frame. Has no state, so that several threads may share it. */
interface FrameCodec {
    /**
     * @param compressed all fragments of the frame, one after the other
     * @throws DicomException if it is damaged, not supported, or not of the format that the data
     *     set describes; the message follows "a frame that"
     */
    Samples decode(byte[] compressed) throws DicomException;
}
