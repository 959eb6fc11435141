/**
 * Finds what makes a cohort unfit to train on or to be measured with, and says so: damaged images,
 * copies, patients under two names, overlays, labels tied to a device.
 *
 * <p>What needs pixels is asked of an {@link io.podagra.data.audit.ImageInspector}; everything else
 * is decided here.
 */
package io.podagra.data.audit;
