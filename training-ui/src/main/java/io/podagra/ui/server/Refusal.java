package io.podagra.ui.server;

/**
 * Why a request is not let in.
 *
 * @param status of HTTP
 * @param reason a sentence for a person
 */
record Refusal(int status, String reason) {}
