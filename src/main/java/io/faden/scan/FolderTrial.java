package io.faden.scan;

import io.faden.channel.ConnectionVerdict;
import io.faden.channel.ConnectionVerdict.Step;
import io.faden.channel.letter.Tesseract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tries whether scans can be taken out of a folder, and their text be recognised. */
final class FolderTrial {
  private FolderTrial() {}

  /**
   * Input: empty for an account to which letters are only uploaded.
   *
   * @param served whether the folder is that of a saved account: one that is away then is told, and
   *     never made anew in its place
   */
  static ConnectionVerdict of(
      Optional<FolderPlace> place, boolean served, Tesseract.Languages languages) {
    List<Step> steps = new ArrayList<>();
    if (place.isEmpty()) {
      steps.add(step("scan_folder", true, "no_folder", Optional.empty()));
    } else {
      Step folder = folder(place.get(), served);
      steps.add(folder);
      steps.add(
          folder.ok()
              ? moving(place.get())
              : step("scan_move", false, "not_tried", Optional.empty()));
    }
    boolean good = steps.stream().allMatch(Step::ok);
    steps.add(recognition(languages));
    // Letters are taken and filed without it all the same, and read when it is there.
    return new ConnectionVerdict(good, steps);
  }

  private static Step folder(FolderPlace place, boolean served) {
    try {
      if (!served) {
        place.make();
      }
      int files = place.files().size();
      return new Step(
          "scan_folder",
          true,
          "connected",
          Optional.of(place.path().toString()),
          Optional.of(files));
    } catch (FolderTrouble trouble) {
      return step("scan_folder", false, "failed", Optional.of(trouble.getMessage()));
    }
  }

  private static Step moving(FolderPlace place) {
    Path done = place.path().resolve(FolderPlace.DONE);
    // Hidden, so that no node takes it for a scan.
    String name = ".trial-" + UUID.randomUUID();
    Path written = place.path().resolve(name);
    Path moved = done.resolve(name);
    try {
      place.keeping(FolderPlace.DONE);
      Path made = Files.writeString(written, "Faden tries whether it can write here.\n");
      Path unused = Files.move(made, moved, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(moved);
      return step("scan_move", true, "connected", Optional.empty());
    } catch (FolderTrouble trouble) {
      return step("scan_move", false, "not_writable", Optional.of(trouble.getMessage()));
    } catch (IOException fault) {
      forget(written);
      forget(moved);
      return step("scan_move", false, "not_writable", Optional.of(FolderTrouble.why(fault)));
    }
  }

  private static void forget(Path file) {
    try {
      boolean unused = Files.deleteIfExists(file);
    } catch (IOException stays) {
      // The folder lets nothing be deleted either; the step says enough.
    }
  }

  private static Step recognition(Tesseract.Languages languages) {
    return switch (languages) {
      case Tesseract.Languages.Present present ->
          step(
              "text_recognition",
              true,
              "connected",
              Optional.of(String.join(", ", present.codes())));
      case Tesseract.Languages.Absent absent ->
          step("text_recognition", false, "not_installed", Optional.of(absent.why()));
    };
  }

  private static Step step(String step, boolean ok, String code, Optional<String> detail) {
    return new Step(step, ok, code, detail, Optional.empty());
  }
}
