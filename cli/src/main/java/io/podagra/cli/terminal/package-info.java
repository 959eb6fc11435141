/** What a person at a terminal sees while a command works. */
package io.podagra.cli.terminal;
