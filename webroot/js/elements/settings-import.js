/* One import: what its columns mean beside its first lines, a rehearsal that changes nothing, what becomes of each line, doing it, and the way back. */
import { html, nothing } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t, lang } from '../i18n.js';
import { listed, mapImport, more, oneImport, runImport, undoImport } from '../records.js';
import { TARGETS, canMap, canRun, canUndo, columnsOf, countsOf, isRunning, namesSomebody } from '../models/imports.js';
import { route } from '../router.js';
import { choices, select, tick } from '../parts/field.js';
import { reasonText } from '../parts/reason.js';
import { removal } from '../parts/removal.js';
import { explain } from '../work.js';
import { icon } from '../parts/icon.js';
import { speak } from '../ui.js';

const BAD = new Set(['faulty', 'duplicate']);

class SettingsImport extends SettingsForm {
  static properties = { number: { attribute: false } };

  render() {
    const { item: it, problem } = oneImport(this.number);
    if (!it) return problem ? html`<div class="empty"><b>${problem.status === 404 ? t('imports.gone') : explain(problem)}</b><a class="btn" href="/settings/imports">${t('imports.back')}</a></div>` : html`<p class="muted">${t('loading')}</p>`;
    if (this.of !== it.id) Object.assign(this, { of: it.id, values: { header: it.header ?? true, existing: it.existing ?? 'complete', columns: columnsOf(it) } });
    const separator = it.separator === '\t' ? t('imports.tab') : it.separator;
    return html`<div class="account"><div class="title"><a class="btn quiet" href="/settings/imports">${icon('left')}${t('imports.back')}</a><h2 class="clip" tabindex="-1" title=${it.name}><bdi>${it.name}</bdi></h2><p class="state-line"><span class="state-mark ${it.state === 'failed' ? 'bad' : ''}">${t(`imports.state.${it.state}`)}</span><small>${t('imports.facts', { lines: it.lines, shown: it.lines.toLocaleString(lang()), separator, charset: it.charset })}</small></p></div>
      ${it.error ? html`<p class="fault" role="alert">${icon('warning')}<span>${reasonText(it.error)}</span></p>` : nothing}
      ${isRunning(it) ? this.progress(it) : nothing}
      ${canMap(it) ? this.mapping(it) : nothing}${this.result(it)}</div>`;
  }

  progress(it) {
    const done = it.progress ?? 0;
    return html`<p class="import-progress" role="status"><progress max=${Math.max(1, it.lines)} .value=${done} aria-label=${t(`imports.state.${it.state}`)}></progress>${t('imports.progress', { done: done.toLocaleString(lang()), lines: it.lines.toLocaleString(lang()) })}</p>`;
  }

  mapping(it) {
    const { columns, header } = this.values;
    const options = TARGETS.map((value) => ({ value, label: t(`target.${value}`) }));
    const head = it.head ?? [];
    return html`<form novalidate @submit=${this.tryIt}><section class="block"><header><h3>${t('imports.mapping')}</h3><p>${t('imports.mappingAbout')}</p></header><div class="controls broad">
      <div class="mapping" tabindex="0" role="region" aria-label=${t('imports.mapping')}><table><thead><tr>${columns.map((target, index) => html`<th scope="col" class=${target === 'ignore' ? 'is-ignored' : ''}>
          ${select(this, `column-${index}`, { label: header && head[0]?.[index] ? head[0][index] : t('imports.column', { number: index + 1 }), unseen: true, options, value: target, onChange: (value) => this.set('columns', columns.map((one, at) => (at === index ? value : one))) })}
          <small title=${head[0]?.[index] ?? nothing}><bdi>${header && head[0]?.[index] ? head[0][index] : t('imports.column', { number: index + 1 })}</bdi></small></th>`)}</tr></thead>
        <tbody>${head.slice(header ? 1 : 0, 7).map((line) => html`<tr>${columns.map((target, index) => html`<td class=${target === 'ignore' ? 'is-ignored' : ''} title=${line[index] ?? nothing}><bdi>${line[index] ?? ''}</bdi></td>`)}</tr>`)}</tbody></table></div>
      ${tick(this, 'header', { label: t('imports.header') })}
      ${choices(this, 'existing', { label: t('imports.existing'), options: ['skip', 'complete', 'overwrite'].map((value) => ({ value, label: t(`imports.existing.${value}`), help: t(`imports.existing.${value}.help`) })) })}
      ${this.faults.columns ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.faults.columns}</span></p>` : nothing}
      ${this.foot(this.button(t(it.state === 'tried' ? 'imports.tryAgain' : 'imports.try'), { primary: it.state !== 'tried' }))}</div></section></form>`;
  }

  result(it) {
    const all = countsOf(it);
    if (!all.length) return nothing;
    const asked = route().query.get('outcome');
    const outcome = all.some((one) => one.outcome === asked) ? asked : all.find((one) => BAD.has(one.outcome))?.outcome ?? all[0].outcome;
    return html`<section class="block"><header><h3>${t('imports.result')}</h3><p>${t(it.state === 'tried' ? 'imports.resultTried' : 'imports.resultDone')}</p></header><div class="controls broad">
      <nav class="outcomes" aria-label=${t('imports.result')}>${all.map((one) => html`<a href="/settings/imports/${it.id}?outcome=${one.outcome}" class=${BAD.has(one.outcome) ? 'is-bad' : ''} aria-current=${one.outcome === outcome ? 'true' : nothing}><b>${one.count.toLocaleString(lang())}</b><span>${t(`imports.outcome.${one.outcome}`)}</span></a>`)}</nav>
      <div class="acts-line">${canRun(it) ? html`<button class="btn primary" aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.go(() => runImport(it.id), 'said.imported')}>${t('imports.run')}</button>` : nothing}
        ${canUndo(it) ? html`${removal(this, 'undo', { name: it.name, label: t('imports.undo'), run: () => this.go(() => undoImport(it.id), 'said.importUndoing') })}<span class="help">${t('imports.undoHelp')}</span>` : nothing}
        ${canMap(it) || !this.problem ? nothing : html`<span class="fault">${this.problem}</span>`}</div>
      ${isRunning(it) ? nothing : this.rows(it, outcome)}</div></section>`;
  }

  rows(it, outcome) {
    const path = `/admin/customer-imports/${it.id}/rows?outcome=${outcome}`;
    const { items, next, problem } = listed(path);
    if (problem && !items) return html`<p class="fault">${explain(problem)}</p>`;
    if (!items) return html`<p class="muted">${t('loading')}</p>`;
    if (!items.length) return html`<p class="muted">${t('imports.noRows')}</p>`;
    return html`<table class="table import-rows" aria-label=${t('imports.rows')}><thead><tr><th scope="col" class="num">${t('imports.row')}</th><th scope="col">${t('imports.data')}</th><th scope="col">${t('imports.detail')}</th></tr></thead><tbody>${items.map((row) => html`
      <tr><td class="num">${row.line.toLocaleString(lang())}</td><td class="cells"><bdi>${row.cells.filter(Boolean).map((cell, index) => html`${index ? html`<span class="sep">|</span>` : nothing}${cell}`)}</bdi></td>
        <td>${row.sameAsLine ? t('imports.sameAs', { line: row.sameAsLine.toLocaleString(lang()) }) : row.detail ? reasonText(row.detail) : nothing} ${row.customer ? html`<a class="link" href="/customers/${row.customer.id}"><bdi>${row.customer.name}</bdi></a>` : nothing}</td></tr>`)}</tbody></table>
      ${next ? html`<div class="acts-line"><button class="btn" @click=${() => more(path)}>${t('imports.more')}</button></div>` : nothing}`;
  }

  async tryIt(event) {
    event.preventDefault();
    const { columns, header, existing } = this.values;
    if (!this.check({ columns: namesSomebody(columns) ? undefined : t('imports.noName') })) return;
    await this.send(() => mapImport(this.number, { columns, header, existing }));
  }

  async go(act, said) {
    if (await this.send(async () => { await act(); return true; })) speak(t(said));
  }
}
customElements.define('settings-import', SettingsImport);
