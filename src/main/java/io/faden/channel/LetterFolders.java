package io.faden.channel;

import java.util.Optional;

/** The folders of letterboxes, as whoever takes the scans out of them knows them. */
public interface LetterFolders {

  /** Where on this server the folder of such a name lies. */
  String path(String folder);

  /** Tries whether scans can be taken from the folder of a letterbox, and read. */
  ConnectionVerdict test(ChannelAccount account);

  /** A letterbox as administrators see it, with its path. */
  default ChannelAccountView located(ChannelAccountView view) {
    Optional<String> folder = view.letter().flatMap(ChannelAccountView.Letterbox::folder);
    return folder.isEmpty() ? view : view.at(path(folder.get()));
  }
}
