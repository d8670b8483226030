/**
 * What every feature stands on: database and transactions, HTTP and problems, the event log with
 * its push feed, leases, keys. Knows no feature.
 */
package io.faden.platform;
