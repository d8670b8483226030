package io.faden.demo;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.imap.ImapHostManagerImpl;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.store.InMemoryStore;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.ToLongFunction;

/**
 * GreenMail with a UIDVALIDITY for each mailbox that we choose: its own is the time of the start,
 * and every start would look like a new mailbox to whoever reads it.
 */
final class KeptGreenMail extends GreenMail {

  KeptGreenMail(ServerSetup[] setups, ToLongFunction<String> validity) {
    super(setups);
    managers = new KeptManagers(validity);
  }

  @Override
  public UserManager getUserManager() {
    return managers.getUserManager();
  }

  MailFolder inbox(GreenMailUser user) {
    return ((KeptFolders) managers.getImapHostManager()).getInbox(user);
  }

  private static final class KeptManagers extends Managers {
    private final KeptFolders folders;
    private final UserManager users;
    private final SmtpManager smtp;

    KeptManagers(ToLongFunction<String> validity) {
      this.folders = new KeptFolders(validity);
      this.users = new UserManager(folders);
      this.smtp = new SmtpManager(folders, users);
    }

    @Override
    public ImapHostManager getImapHostManager() {
      return folders;
    }

    @Override
    public UserManager getUserManager() {
      return users;
    }

    @Override
    public SmtpManager getSmtpManager() {
      return smtp;
    }
  }

  private static final class KeptFolders extends ImapHostManagerImpl {
    private final ToLongFunction<String> validity;

    KeptFolders(ToLongFunction<String> validity) {
      super(new InMemoryStore());
      this.validity = validity;
    }

    @Override
    public MailFolder getFolder(GreenMailUser user, String name) {
      MailFolder folder = super.getFolder(user, name);
      return folder == null ? null : with(folder, validity.applyAsLong(user.getEmail()));
    }

    /** The class of the folders cannot be extended from here. */
    private static MailFolder with(MailFolder folder, long validity) {
      return (MailFolder)
          Proxy.newProxyInstance(
              MailFolder.class.getClassLoader(),
              new Class<?>[] {MailFolder.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("getUidValidity")) {
                  return validity;
                }
                try {
                  return method.invoke(folder, arguments);
                } catch (InvocationTargetException fault) {
                  throw fault.getCause();
                }
              });
    }
  }
}
