package io.faden.dossier;

import io.faden.customer.CustomerId;
import io.faden.dossier.DossierStore.Place;
import io.faden.platform.Actor;
import io.faden.platform.Wording;
import io.faden.platform.db.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the house knows about a customer, written as it is read: neither is ever held as a whole.
 * Each page of entries is read on its own, so what comes in meanwhile is left out by its time.
 */
public final class Dossiers {
  private static final int PAGE = 100;

  private final DossierStore store;
  private final Supplier<ZoneId> zone;

  /** The zone is that of the house: its times stand on paper. */
  public Dossiers(Database database, Supplier<ZoneId> zone) {
    this.store = new DossierStore(database);
    this.zone = zone;
  }

  /** Whether the customer has been erased; empty if there is none. */
  public Optional<Boolean> erased(CustomerId id) {
    return store.erased(id);
  }

  /** The dossier as PDF, in the language of whom it is for. */
  public void print(Actor actor, CustomerId id, OutputStream out) {
    Subject subject = store.subject(id);
    try (DossierPdf pdf = pdf(actor, subject, out)) {
      each(subject, page -> page.forEach(pdf::add));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private DossierPdf pdf(Actor actor, Subject subject, OutputStream out) {
    Wording words = new Wording("dossier", store.locale(actor.id()));
    return new DossierPdf(out, subject, actor.name(), words, zone.get());
  }

  /** Everything as a ZIP; {@link CustomerArchive} says what is in it. */
  public void export(Actor actor, CustomerId id, OutputStream out) throws IOException {
    Subject subject = store.subject(id);
    try (CustomerArchive archive = new CustomerArchive(store, subject, actor, zone.get(), out)) {
      archive.identity();
      each(subject, archive::messages);
      archive.timeline(pages -> each(subject, pages));
      archive.dossier(
          stream -> {
            try (DossierPdf pdf = pdf(actor, subject, stream)) {
              each(subject, page -> page.forEach(pdf::add));
            }
          });
      archive.finish();
    }
  }

  /** Takes the next entries. */
  interface Pages {
    void take(List<Told> page) throws IOException;
  }

  private void each(Subject subject, Pages pages) throws IOException {
    Place place = Place.START;
    List<Told> page;
    do {
      page = store.entries(subject, place, PAGE);
      if (!page.isEmpty()) {
        pages.take(page);
        place = Place.after(page.getLast());
      }
    } while (page.size() == PAGE);
  }
}
