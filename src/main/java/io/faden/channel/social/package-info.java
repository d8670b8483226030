/**
 * Networks on which people write in public: how posts come from there and go there, how each counts
 * their length, and what must never stand in one of ours. Plain technology: no database, no
 * feature. One class for each network; all of them pass the same contract tests. What comes from
 * there is never trusted.
 */
package io.faden.channel.social;
