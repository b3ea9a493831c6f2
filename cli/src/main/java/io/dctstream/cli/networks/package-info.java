/**
 * {@code ./dctstream networks}: the networks that can be built, their layers, and pictures of what
 * they see.
 */
package io.dctstream.cli.networks;
