/** The evaluation page: ROC curves and AUC. */
package io.podagra.ui.roc;
