/**
 * ResNet-50 on the processor's own kernels: a {@code ComputationGraph} whose trunk is computed by
 * oneDNN as a whole, instead of layer by layer.
 *
 * <p>{@code OneDnnGraph} is the door. {@code Trunk} reads off a network what it computes; {@code
 * InTraining} and {@code InUse} turn that into a {@code Program} of primitives; a {@code Pass} is
 * such a program for batches of one shape. See {@code benchmarks/training}.
 */
package io.podagra.model.onednn;
