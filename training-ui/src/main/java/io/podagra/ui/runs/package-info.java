/** The page that sets runs side by side, read from the files in their folders. */
package io.podagra.ui.runs;
