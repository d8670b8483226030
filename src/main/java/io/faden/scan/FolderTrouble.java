package io.faden.scan;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** A scan folder, or a file in it, cannot be served just now; the message is for administrators. */
final class FolderTrouble extends Exception {
  /** What is wrong, and with which file or folder. */
  FolderTrouble(String what, Object which) {
    super(what + ": " + which, null, false, false);
  }

  /** And why, in plain words. */
  FolderTrouble(String what, Object which, Exception fault) {
    this(what, which + " (" + why(fault) + ")");
  }

  /** What the system said, without a path: that stands before it already. */
  static String why(Exception fault) {
    String said =
        fault instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : String.valueOf(fault.getMessage());
    String lower = said.toLowerCase(Locale.ROOT);
    if (fault instanceof AccessDeniedException || lower.contains("permission denied")) {
      return "permission denied";
    }
    if (fault instanceof ReadOnlyFileSystemException || lower.contains("read-only")) {
      return "it is read-only";
    }
    if (lower.contains("no space left")
        || lower.contains("quota")
        || lower.contains("not enough space")) {
      return "the disk is full";
    }
    if (fault instanceof NoSuchFileException) {
      return "it is not there";
    }
    return fault instanceof IOException && !said.isBlank() && !said.equals("null")
        ? lower
        : fault.getClass().getSimpleName();
  }
}
