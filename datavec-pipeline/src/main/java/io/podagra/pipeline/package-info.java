/**
 * From a file to a tensor: decoding, resizing, augmentation and DL4J iterators with prefetch.
 *
 * <p>Images travel as 8-bit working images on the heap and leave as tensors of shape {@code [batch,
 * 3, size, size]}, channels in the order blue, green, red that DataVec and OpenCV share. Training,
 * evaluation and prediction take the same path.
 */
package io.podagra.pipeline;
