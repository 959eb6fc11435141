/**
 * From a hospital's export to a cohort: each file is taken, or left out with a reason; who the
 * patients are stays behind, under a keyed hash.
 */
package io.podagra.pipeline.ingest;
