/** The server: which requests are let in, from where, and what answers them. */
package io.podagra.ui.server;
