package io.faden.scan;

import java.time.Duration;

/**
 * The times of scan folders.
 *
 * @param still a file that has its end mark is complete when it did not change for so long
 * @param quiet a file of a kind that has no end mark is complete then
 * @param open a file without the end mark of its kind is taken as it is then
 * @param look how often files on their way are looked at
 * @param sweep how often the folder is looked at, beside being told of changes
 * @param round how often accounts and free leases are looked for
 * @param lease how long a dead node keeps others out
 * @param retry the pause before a file that could not be taken is tried again
 */
record FolderTimes(
    Duration still,
    Duration quiet,
    Duration open,
    Duration look,
    Duration sweep,
    Duration round,
    Duration lease,
    Duration retry) {
  static final FolderTimes STANDARD =
      new FolderTimes(
          Duration.ofSeconds(3),
          Duration.ofSeconds(15),
          Duration.ofMinutes(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(8),
          Duration.ofSeconds(10));
}
