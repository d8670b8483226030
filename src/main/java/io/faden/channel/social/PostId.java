package io.faden.channel.social;

/**
 * The id of a post as the timeline keeps it, in the place of a message id: {@code
 * mastodon:42/109372843}, so that no network and no server can be taken for another: ids are those
 * of the server that an account is on, so the account stands before them.
 */
public final class PostId {
  private PostId() {}

  public static String of(String network, long account, String id) {
    return network + ":" + account + "/" + id;
  }

  /** The network's own id again. Errors: IllegalArgumentException for what is none of these. */
  public static String own(String postId) {
    int slash = postId.indexOf('/');
    if (slash < 0 || postId.indexOf(':') < 0 || postId.indexOf(':') > slash) {
      throw new IllegalArgumentException("no id of a post: " + postId);
    }
    return postId.substring(slash + 1);
  }
}
