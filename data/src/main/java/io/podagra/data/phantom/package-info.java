/**
 * The synthetic MTP1 phantom: B-mode images of the first metatarsophalangeal joint drawn from
 * geometry and a simple model of image formation, so that the system can be tried without a
 * hospital's images. Nothing learned from it says anything about patients, and every output of a
 * run on it says so.
 *
 * <p>An image is made in four steps: {@link io.podagra.data.phantom.Anatomy} lays out one joint in
 * one view, in millimetres; {@link io.podagra.data.phantom.Section} cuts it with the plane of one
 * frame; the painters fill a {@link io.podagra.data.phantom.TissueMap} with how strongly each point
 * scatters, reflects and weakens sound; {@link io.podagra.data.phantom.ImageFormation} turns that
 * into grey levels, and {@link io.podagra.data.phantom.Screen} puts the device's frame around them.
 *
 * <p>Constants with a source name it. All others, marked [G] where they stand together, are
 * Podagra's own estimates of what such images look like: unsourced, and good enough for trying a
 * system only.
 */
package io.podagra.data.phantom;
