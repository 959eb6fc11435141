/** Whether images are like those that a model was trained and validated on. */
package io.podagra.cli.drift;
