/** Threads that work in the background until they are closed. */
package io.faden.platform.work;
