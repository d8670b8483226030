package io.faden.dossier;

import io.faden.customer.CustomerId;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP for what is handed out about a customer. Who took it is logged. */
public final class DossierRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(DossierRoutes.class);

  private final Dossiers dossiers;

  public DossierRoutes(Dossiers dossiers) {
    this.dossiers = dossiers;
  }

  public void register(Api api) {
    api.on("getDossier", Role.SUPERVISOR, this::dossier);
    api.on("exportCustomer", Role.SUPERVISOR, this::export);
  }

  private Answer dossier(Call call) {
    CustomerId id = known(call, "dossier");
    return Answer.written("application/pdf", out -> dossiers.print(call.actor(), id, out))
        .header("Content-Disposition", file("faden-customer-%d.pdf", id));
  }

  private Answer export(Call call) {
    CustomerId id = known(call, "archive");
    return Answer.written("application/zip", out -> dossiers.export(call.actor(), id, out))
        .header("Content-Disposition", file("faden-customer-%d.zip", id));
  }

  private CustomerId known(Call call, String what) {
    CustomerId id = new CustomerId(call.id());
    boolean erased = dossiers.erased(id).orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
    if (erased) {
      throw new Problem(ErrorCode.CUSTOMER_ERASED);
    }
    LOG.atInfo()
        .addKeyValue("customer", id.value())
        .addKeyValue("agent", call.actor().id().value())
        .log("{} handed out", what);
    return id;
  }

  private static String file(String name, CustomerId id) {
    return "attachment; filename=\"" + name.formatted(id.value()) + "\"";
  }
}
