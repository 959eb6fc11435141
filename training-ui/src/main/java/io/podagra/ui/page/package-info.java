/** What Podagra's pages have in common. */
package io.podagra.ui.page;
