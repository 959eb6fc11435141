/** The page of ROC curves: curves, operating points, AUC and the comparison of both methods. */
package io.podagra.ui.roc;
