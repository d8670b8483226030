/* English words of the settings. Same keys as German. */
export default {
  saved: 'Saved.', copy: 'Copy', copied: 'Copied', 'secret.done': 'Done, hide it',
  'set.own': 'My settings', 'set.people': 'People', 'set.queues': 'Queues', 'set.accounts': 'Channel accounts', 'set.docs': 'API reference',
  'set.forbidden': 'This is for administrators.', 'set.forbiddenNext': 'If something should change, speak to one of them.',

  'own.language': 'Language', 'own.place': 'Where you work', 'own.placeHelp': 'The team sees whether you are at home or in the office.', 'own.themeHelp': 'For this browser only.',
  'pw.about': 'After the change you stay signed in here, but not on other devices.', 'pw.current': 'Current password', 'pw.next': 'New password', 'pw.show': 'Show passwords', 'pw.change': 'Change password', 'pw.changed': 'The password is changed. You are signed out on other devices.',
  'pw.short': 'That is too short. 10 characters at least.', 'pw.own': 'Your name or e-mail address is not a good password.', 'pw.same': 'That is the current password.', 'pw.guessable': 'Many would try this password first. Choose another one, a whole sentence for example.',

  'token.title': 'API tokens', 'token.about': 'With them programs use Faden in your name. They may do what you may do.', 'token.none': 'No token yet. Make one when a program shall use Faden.',
  'token.name': 'What for', 'token.nameHint': 'Monthly report', 'token.lasts': 'Valid', 'token.lasts.30': '30 days', 'token.lasts.90': '90 days', 'token.lasts.365': 'one year', 'token.lasts.ever': 'without end', 'token.create': 'Make token',
  'token.created': 'made {when}', 'token.used': 'last used {when}', 'token.unused': 'not used yet', 'token.until': 'valid until {when}', 'token.over': 'expired {when}', 'token.ever': 'does not expire',
  'token.revoke': 'Revoke', 'token.revokeDo': 'Revoke for good', 'token.revokeAsk': 'Revoke {name}', 'token.revoked': '{name} is revoked.',
  'token.secret': 'Token “{name}”', 'token.secretNext': 'It can be seen only now. Copy it into the program, which sends it as “Authorization: Bearer …”.',

  'people.about': 'Who can sign in, and what they may do.', 'people.add': 'Add person', 'people.create': 'Add and show link', 'people.role': 'Role', 'people.state': 'Sign-in', 'people.seen': 'Last seen', 'people.never': 'never seen', 'people.you': 'you',
  'people.on': 'may sign in', 'people.off': 'locked', 'people.noPassword': 'no password yet', 'people.gone': 'There is no such person.', 'people.back': 'To everybody',
  'role.agent.help': 'Works on conversations.', 'role.supervisor.help': 'Also: the intake ledger and everything that got stuck.', 'role.admin.help': 'Also: sets up people, queues and channel accounts.',
  'people.emailFixed': 'They sign in with it. It cannot be changed.', 'people.emailHelp': 'They sign in with it.', 'people.active': 'May sign in', 'people.activeHelp': 'Whoever is locked is signed out everywhere at once. All they wrote stays.', 'people.activeSelf': 'This is you: without the tick you are signed out at once.',
  'people.link': 'Link for {name}', 'people.linkNext': 'Hand it to {name} yourself, Faden does not send it. It sets the password: once, within 7 days. It can be seen here only now.',
  'people.access': 'Password', 'people.newLink': 'Show new link', 'people.newLinkHelp': 'Forgotten password? With a new link they set it again. Older links stop working.', 'people.firstLinkHelp': 'The password is not set yet. If the link is lost, show a new one; older ones stop working.',
  'conflict.mine': 'Somebody has changed this meanwhile. Saving again replaces it with your version.', 'conflict.theirs': 'Take the new state',

  'queues.about': 'Conversations wait in queues until somebody takes them. New ones without a queue of their own go to the default queue.', 'queues.new': 'New queue', 'queues.hint': 'Billing', 'queues.add': 'Add', 'queues.added': '{name} is added.',
  'queues.default': 'Default', 'queues.makeDefault': 'Make default', 'queues.isDefault': '{name} is the default now.', 'queues.rename': 'Rename', 'queues.renameLabel': 'New name for {name}',

  'acc.about': 'The addresses and telephone numbers at which customers reach you.', 'acc.add': 'Add mailbox',
  'acc.account': 'Channel account', 'acc.state': 'State', 'acc.acts': 'Actions', 'acc.gone': 'There is no such channel account.', 'acc.back': 'All channel accounts', 'acc.pause': 'Pause', 'acc.activate': 'Switch on', 'acc.paused': '{name} is paused.', 'acc.activated': '{name} is switched on.',
  'acc.state.ok': 'works', 'acc.state.connecting': 'connecting', 'acc.state.failing': 'failing', 'acc.state.off': 'off', 'acc.checked': 'as of {when}', 'acc.node': 'server {node}',
  'acc.mailbox': 'Mailbox', 'acc.mailboxAbout': 'What the address is called and where its e-mails go.', 'acc.address': 'E-mail address', 'acc.addressHelp': 'Customers write to it; answers come from it.', 'acc.name': 'Name in the team', 'acc.nameHelp': 'What the mailbox is called in Faden.',
  'acc.displayName': 'Sender name', 'acc.displayNameHelp': 'Customers see it before the address, for example the name of the company. May be empty.', 'acc.queueHelp': 'What is new waits here.',
  'acc.backfill': 'On first connecting', 'acc.backfill.all': 'Take everything', 'acc.backfill.all.help': 'What lies in the folder already becomes conversations, too. With a full mailbox that can be a lot of work.', 'acc.backfill.new': 'Only what is new', 'acc.backfill.new.help': 'What lies in the folder already stays there. Faden begins with the next e-mail.',
  'acc.active': 'Switched on', 'acc.activeHelp': 'Switched off, Faden fetches nothing. Nothing is lost on the server meanwhile.',
  'acc.imap': 'Receiving (IMAP)', 'acc.imapAbout': 'Where Faden fetches the e-mails. They are marked as read; apart from that the mailbox stays as it is.', 'acc.smtp': 'Sending (SMTP)', 'acc.smtpAbout': 'How answers leave the house.',
  'acc.tls': 'Encryption', 'acc.tls.implicit': 'TLS', 'acc.tls.starttls': 'STARTTLS', 'acc.tls.none': 'none', 'acc.tlsNone': 'Password and messages travel readable over the network. Only for a server on the same machine.',
  'acc.host': 'Server', 'acc.port': 'Port', 'acc.user': 'User', 'acc.passwordKept': 'stored', 'acc.passwordHelp': 'Leave empty to keep the stored one.', 'acc.folder': 'Folder', 'acc.folderHelp': 'Usually INBOX.',
  'acc.signIn': 'Sign-in', 'acc.signIn.same': 'as for receiving', 'acc.signIn.own': 'its own', 'acc.signIn.none': 'none',
  'acc.trust': 'Certificate', 'acc.trust.system': 'generally trusted', 'acc.trust.own': 'your own', 'acc.pem': 'Certificate for Faden to trust', 'acc.pemHelp': 'In PEM form, with its BEGIN and END lines.',
  'acc.create': 'Add mailbox', 'acc.test': 'Test connection', 'acc.trying': 'Both servers are being asked. It takes a minute at most.', 'acc.testGood': 'The connection works.', 'acc.testBad': 'It does not work like this yet.',

  'verdict.step.imap_connect': 'Reach the receiving server:', 'verdict.step.imap_sign_in': 'Sign in to receive:', 'verdict.step.imap_folder': 'Open the folder:', 'verdict.step.smtp_connect': 'Reach the sending server:', 'verdict.step.smtp_sign_in': 'Sign in to send:',
  'verdict.connected': 'works.', 'verdict.noSignIn': 'not needed.', 'verdict.messages': ({ count }) => (count === 1 ? 'works, one message in it.' : `works, ${count} messages in it.`), 'verdict.not_tried': 'not tried, because the step before failed.',
  'verdict.host_unknown': 'There is no server “{host}”. Is the name spelled right?', 'verdict.connection_refused': '{host} accepts no connection on port {port}. Do port and encryption fit together?', 'verdict.timed_out': '{host} does not answer on port {port}. Perhaps a firewall holds the connection up.',
  'verdict.tls_failed': 'The encryption does not come about. Does it fit port {port}?', 'verdict.certificate_untrusted': 'This machine does not trust the certificate of {host}. If it is your own, paste it above under “Certificate: your own”.', 'verdict.sign_in_refused': 'User or password is refused. Some providers ask for an app password.',
  'verdict.folder_missing': 'There is no folder “{folder}”.', 'verdict.failed': 'did not work.', 'verdict.said': 'The other side says: {detail}',

  'reason.host_unknown': 'There is no mail server of that name.', 'reason.connection_refused': 'The mail server accepts no connections on this port.', 'reason.timed_out': 'The mail server did not answer in time.', 'reason.tls_failed': 'The encryption did not come about.',
  'reason.certificate_untrusted': 'The certificate of the mail server is not trusted.', 'reason.sign_in_refused': 'The mail server refuses the sign-in.', 'reason.folder_missing': 'The mailbox has no such folder.', 'reason.failed': 'The connection to the mail server failed.',
  'reason.empty': 'The message is empty.', 'reason.unreadable': 'The message cannot be read.', 'reason.unstorable': 'The message could not be stored.',

  'fault.missing': 'Please fill this in.', 'fault.name': 'A name has visible characters and no line breaks.', 'fault.email': 'This is not an e-mail address.', 'fault.address': 'This is not an e-mail address.', 'fault.displayName': 'Without line breaks and control characters.', 'fault.port': 'A number from 1 to 65535.',
  'fault.imap.host': 'This is not a server name.', 'fault.smtp.host': 'This is not a server name.', 'fault.imap.trust': 'This is not a certificate in PEM form.', 'fault.smtp.trust': 'This is not a certificate in PEM form.',
  'fault.passwordAgain': 'Server or user are not the ones from before. Enter the password for them; the stored one is not sent there.', 'fault.passwordBoth': 'Enter the password once, then it is used for sending, too.',

  'problem.invalid_request': ({ detail }) => `The server does not accept it like this.${detail ? ` (${detail})` : ''}`, 'problem.name_taken': 'This name is in use.', 'problem.address_taken': 'There is a channel account with this address already.', 'problem.email_taken': 'There is somebody with this e-mail address already.',
  'problem.last_admin': 'One person has to stay administrator. Give that role to somebody else first.', 'problem.password_wrong': 'The current password is not right.', 'problem.too_many_attempts': ({ seconds }) => `Too many attempts. Go on in ${seconds ?? 60} s.`, 'problem.foreign_origin': 'The change did not come from this page. Load the page again.',
  'problem.method_not_allowed': 'That is not possible here.', 'problem.link_invalid': 'This link is no longer valid.', 'problem.sign_in_failed': 'E-mail or password is not right.', 'problem.conversation_moved_on': 'Something has been added to the conversation meanwhile.', 'problem.arrival_not_quarantined': 'This arrival is no longer in quarantine.',
};
