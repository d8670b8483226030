package io.faden.platform.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every error that the API answers with; the names are part of the contract (Problem.code). */
public enum ErrorCode {
  INVALID_REQUEST(400, "The request is not as the contract says"),
  NOT_SIGNED_IN(401, "Sign in first"),
  SIGN_IN_FAILED(401, "E-mail address or password is wrong"),
  TOO_MANY_ATTEMPTS(429, "Too many attempts, wait a while"),
  FORBIDDEN(403, "Your role does not allow this"),
  FOREIGN_ORIGIN(403, "This change did not come from the product's own page"),
  LINK_INVALID(404, "This link is not valid, or no longer"),
  NOT_FOUND(404, "There is nothing here for you"),
  METHOD_NOT_ALLOWED(405, "This method is not for this address"),
  TOO_LARGE(413, "That is too large"),
  VERSION_CONFLICT(409, "Somebody changed it meanwhile; read it again"),
  CONVERSATION_MOVED_ON(409, "The conversation has moved on"),
  WORK_ITEM_TAKEN(409, "Somebody else was first"),
  WORK_ITEM_NOT_YOURS(409, "You do not hold this work item"),
  WORK_ITEM_NOT_CLOSABLE(
      409, "This work item is closed with its conversation, or by a note about the call"),
  REPLY_ALREADY_LEFT(409, "The reply has already left"),
  REPLY_NOT_FAILED(409, "Only a failed reply can be tried again"),
  NO_ADDRESS(422, "There is no address to answer to"),
  ARRIVAL_NOT_QUARANTINED(409, "Only a quarantined arrival can be tried again"),
  QUEUE_NOT_FOUND(422, "There is no such queue"),
  NAME_TAKEN(409, "This name is in use"),
  ADDRESS_TAKEN(409, "This address is in use"),
  EMAIL_TAKEN(409, "Somebody with this e-mail address exists"),
  LAST_ADMIN(409, "The last administrator cannot lose that role"),
  PASSWORD_WRONG(422, "The current password is wrong"),
  OFFER_OVER(409, "This offer is over"),
  NOT_WRAPPING(409, "This work item is not in wrap-up"),
  AGENT_NOT_FOUND(422, "There is no such agent"),
  AGENT_OFFLINE(409, "This agent is not on shift"),
  TEAM_NOT_FOUND(422, "There is no such team"),
  SKILL_NOT_FOUND(422, "There is no such skill"),
  HOURS_NOT_FOUND(422, "There are no such business hours"),
  IN_USE(409, "Something else still needs it"),
  CONTACT_POINT_INVALID(422, "This is no number or address that can exist"),
  CONTACT_POINT_TAKEN(409, "This contact point belongs to another customer"),
  CUSTOMER_NOT_FOUND(422, "There is no such customer"),
  ALREADY_MERGED(409, "They are one already"),
  CONVERSATIONS_JOINED(409, "Conversations of the two were put together; take those apart first"),
  ALREADY_UNDONE(409, "This has been undone already"),
  CUSTOMER_ERASED(409, "This customer has been erased"),
  ERASURE_BLOCKED(409, "Something stands against erasing this customer"),
  ERASURE_OVER(409, "This erasure is over"),
  IMPORT_NOT_READY(409, "The import is not at this point"),
  CONVERSATION_NOT_FOUND(422, "There is no such conversation"),
  NOTHING_LEFT(422, "Something must stay in the conversation"),
  OTHER_CUSTOMER(422, "The two conversations are with different customers"),
  CALLBACK_OVER(409, "This callback is over"),
  CALLBACK_OPEN(409, "A callback has been promised and not been made"),
  DO_NOT_CONTACT(409, "The customer does not want to be contacted like this"),
  EXTENSION_TAKEN(409, "Somebody else has this extension"),
  NOT_THAT_KIND(409, "This is not possible for something of this kind"),
  LETTER_FILED(409, "This letter is filed already"),
  LETTER_UNPRINTABLE(422, "This letter cannot be printed as it is"),
  LETTER_NOT_THERE_YET(409, "This letter is not that far, or farther"),
  NOTHING_TO_PRINT(409, "No letter is ready to be printed"),
  PICTURE_INVALID(422, "This is no PNG or JPEG picture that can be printed"),
  NO_LETTER_ACCOUNT(409, "No account for letters has been set up"),
  ADDRESS_BAD(409, "What was sent to this address came back"),
  ID_REUSED(409, "Something else came under this id before"),
  SIGNATURE_INVALID(401, "The signature does not fit"),
  APPROVAL_OWN(409, "Nobody approves what they wrote"),
  APPROVAL_OVER(409, "This is not waiting for approval any more"),
  APPROVAL_WAITING(409, "An answer is waiting for approval"),
  POST_TOO_LONG(422, "This is longer than the network allows"),
  POST_TAKES_NO_FILES(422, "No files go along with a post"),
  PRIVATE_IN_PUBLIC(422, "There is something in it that everybody could read"),
  POST_GONE(409, "The post that this answers has been deleted"),
  POST_DECIDED(409, "Somebody has decided about this post already"),
  NOT_CONNECTED(409, "Nobody has signed in at the other side yet"),
  NETWORK_FAILED(502, "The other side did not do it"),
  INTERNAL(500, "Something went wrong on our side");

  private final int status;
  private final String title;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  static Optional<ErrorCode> named(String label) {
    return Arrays.stream(values()).filter(code -> code.label().equals(label)).findFirst();
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
