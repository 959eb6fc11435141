/**
 * Ultrasound images out of DICOM files, in Java alone.
 *
 * <p>Written from the standard (PS3.3, PS3.5 and PS3.6 of 2024): a {@link
 * io.podagra.pipeline.dicom.DicomFile} is parsed once, its {@link
 * io.podagra.pipeline.dicom.DicomFrames} are decoded one at a time into 8-bit grey or RGB. Files
 * are taken for hostile: every length is checked before anything is allocated for it, and whatever
 * cannot be used is a {@link io.podagra.pipeline.dicom.DicomException} with a reason.
 */
package io.podagra.pipeline.dicom;
