<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>steploom</name>
    <message>
      <source> in </source>
      <translation> in </translation>
    </message>
    <message>
      <source> of {n:,}</source>
      <translation> von {n:,}</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <source>&amp;Run</source>
      <translation>&amp;Ausführen</translation>
    </message>
    <message>
      <source>&amp;Run in production</source>
      <translation>In &amp;Produktion ausführen</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>(all)</source>
      <translation>(alles)</translation>
    </message>
    <message>
      <source>(nested too deep to be shown)</source>
      <translation>(zu tief verschachtelt, um gezeigt zu werden)</translation>
    </message>
    <message>
      <source>(the text of the first 64 KB; Raw shows all)</source>
      <translation>(der Text der ersten 64 KB; „Roh“ zeigt alles)</translation>
    </message>
    <message>
      <source>+ And</source>
      <translation>+ Und</translation>
    </message>
    <message>
      <source>+ Or</source>
      <translation>+ Oder</translation>
    </message>
    <message>
      <source>+ or Ins</source>
      <translation>+ oder Einfg</translation>
    </message>
    <message>
      <source>/new-order</source>
      <translation>/new-order</translation>
    </message>
    <message>
      <source>/path, or https:// for another host</source>
      <translation>/pfad, oder https:// für einen anderen Host</translation>
    </message>
    <message>
      <source>/user</source>
      <translation>/user</translation>
    </message>
    <message>
      <source>0 9 * * mon-fri</source>
      <translation>0 9 * * mon-fri</translation>
    </message>
    <message>
      <source>1,000</source>
      <translation>1.000</translation>
    </message>
    <message>
      <source>2026-01-31T09:30:00Z or {{ variable</source>
      <translation>2026-01-31T09:30:00Z oder {{ Variable</translation>
    </message>
    <message>
      <source>A HEAD request is answered without a body. Headers has what came.</source>
      <translation>Eine HEAD-Anfrage wird ohne Body beantwortet. „Header“ zeigt, was kam.</translation>
    </message>
    <message>
      <source>A JSON object; a reference outside quotes keeps its type.</source>
      <translation>Ein JSON-Objekt; eine Referenz außerhalb von Anführungszeichen behält ihren Typ.</translation>
    </message>
    <message>
      <source>A click or Enter shows the run of a row on the canvas</source>
      <translation>Klick oder Eingabe zeigt den Lauf einer Zeile auf der Arbeitsfläche</translation>
    </message>
    <message>
      <source>A command for bash that sends this again; secrets are variables</source>
      <translation>Ein Befehl für bash, der dies erneut sendet; Geheimnisse sind Variablen</translation>
    </message>
    <message>
      <source>A connection holds what all requests to one API share: base URL, authorization, default headers. Pick an API, or begin with an empty one.</source>
      <translation>Eine Verbindung enthält, was allen Anfragen an eine API gemeinsam ist: Basis-URL, Autorisierung, Standard-Header. Eine API auswählen oder mit einer leeren Verbindung beginnen.</translation>
    </message>
    <message>
      <source>A disabled step is skipped</source>
      <translation>Ein deaktivierter Schritt wird übersprungen</translation>
    </message>
    <message>
      <source>A folder of plain files: workflows, connections with logins for APIs, environments for different servers. Past runs are listed below them.</source>
      <translation>Ein Ordner mit einfachen Dateien: Workflows, Verbindungen mit Zugangsdaten für APIs, Umgebungen für verschiedene Server. Darunter stehen die früheren Läufe.</translation>
    </message>
    <message>
      <source>A header of the same name in a request replaces the one here.</source>
      <translation>Ein gleichnamiger Header einer Anfrage ersetzt den Header hier.</translation>
    </message>
    <message>
      <source>A number or {{ variable</source>
      <translation>Eine Zahl oder {{ Variable</translation>
    </message>
    <message>
      <source>A number, or {{ for a variable</source>
      <translation>Eine Zahl, oder {{ für eine Variable</translation>
    </message>
    <message>
      <source>A path relative to the workspace, or a reference to a File of a response.</source>
      <translation>Ein Pfad relativ zum Arbeitsbereich oder eine Referenz auf eine Datei einer Antwort.</translation>
    </message>
    <message>
      <source>A path that begins with https:// replaces the base URL. Authorization and default headers go to the host of the base URL only, unless this is on.</source>
      <translation>Ein Pfad, der mit https:// beginnt, ersetzt die Basis-URL. Autorisierung und Standard-Header gehen nur an den Host der Basis-URL, außer wenn dies eingeschaltet ist.</translation>
    </message>
    <message>
      <source>A program with httpx; secrets come from the environment</source>
      <translation>Ein Programm mit httpx; Geheimnisse kommen aus der Umgebung</translation>
    </message>
    <message>
      <source>A reference outside quotes becomes a GraphQL value.</source>
      <translation>Eine Referenz außerhalb von Anführungszeichen wird ein GraphQL-Wert.</translation>
    </message>
    <message>
      <source>A request as JSON: method, params, headers, body, file. Used by Test workflow, and by headless runs without --event.</source>
      <translation>Eine Anfrage als JSON: method, params, headers, body, file. Verwendet von „Workflow testen“ und von Läufen ohne Fenster ohne --event.</translation>
    </message>
    <message>
      <source>A row of the table gives this header another value</source>
      <translation>Eine Zeile der Tabelle gibt diesem Header einen anderen Wert</translation>
    </message>
    <message>
      <source>A run is under way</source>
      <translation>Ein Lauf ist im Gang</translation>
    </message>
    <message>
      <source>A run pauses before this step.</source>
      <translation>Ein Lauf hält vor diesem Schritt an.</translation>
    </message>
    <message>
      <source>A run that is under way cannot be deleted; stop it first.</source>
      <translation>Ein Lauf, der im Gang ist, kann nicht gelöscht werden; zuerst abbrechen.</translation>
    </message>
    <message>
      <source>A secret of fewer than {n} characters is masked only in its own field, not in answers and logs.</source>
      <translation>Ein Geheimnis mit weniger als {n} Zeichen wird nur in seinem eigenen Feld verdeckt, nicht in Antworten und Protokollen.</translation>
    </message>
    <message>
      <source>A step cannot refer to itself.</source>
      <translation>Ein Schritt kann nicht auf sich selbst verweisen.</translation>
    </message>
    <message>
      <source>A step of a kind this version does not know: kept, shown, refused when run.</source>
      <translation>Ein Schritt einer Art, die diese Version nicht kennt: wird behalten und angezeigt, aber nicht ausgeführt.</translation>
    </message>
    <message>
      <source>A test of the step alone does not retry.</source>
      <translation>Ein Test des einzelnen Schritts wiederholt nicht.</translation>
    </message>
    <message>
      <source>A token in the answer</source>
      <translation>Ein Token in der Antwort</translation>
    </message>
    <message>
      <source>A variable needs a name.</source>
      <translation>Eine Variable braucht einen Namen.</translation>
    </message>
    <message>
      <source>A visual workflow builder for HTTP APIs.
Local and free: no account, no telemetry. MIT licence.</source>
      <translation>Ein visueller Workflow-Editor für HTTP-APIs.
Lokal und frei: kein Konto, keine Telemetrie. MIT-Lizenz.</translation>
    </message>
    <message>
      <source>AWS Signature V4</source>
      <translation>AWS Signature V4</translation>
    </message>
    <message>
      <source>About Steploom</source>
      <translation>Über Steploom</translation>
    </message>
    <message>
      <source>Access key ID</source>
      <translation>Zugriffsschlüssel-ID</translation>
    </message>
    <message>
      <source>Action</source>
      <translation>Aktion</translation>
    </message>
    <message>
      <source>Actions</source>
      <translation>Aktionen</translation>
    </message>
    <message>
      <source>Actual size</source>
      <translation>Originalgröße</translation>
    </message>
    <message>
      <source>Add a step</source>
      <translation>Schritt hinzufügen</translation>
    </message>
    <message>
      <source>Add a step here</source>
      <translation>Hier einen Schritt hinzufügen</translation>
    </message>
    <message>
      <source>Add a step here: press Enter</source>
      <translation>Hier einen Schritt hinzufügen: Eingabe drücken</translation>
    </message>
    <message>
      <source>Add key</source>
      <translation>Schlüssel</translation>
    </message>
    <message>
      <source>Add name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Add variable</source>
      <translation>Neue Variable</translation>
    </message>
    <message>
      <source>Add {name}</source>
      <translation>{name} hinzufügen</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Address of an OpenAPI 3 document</source>
      <translation>Adresse eines OpenAPI-3-Dokuments</translation>
    </message>
    <message>
      <source>Address of the proxy</source>
      <translation>Adresse des Proxys</translation>
    </message>
    <message>
      <source>After</source>
      <translation>Nach</translation>
    </message>
    <message>
      <source>After connection errors and the statuses 408, 425, 429, 500, 502, 503 and 504. A `Retry-After` of the server is obeyed. A test of the step alone does not retry.</source>
      <translation>Nach Verbindungsfehlern und den Statuscodes 408, 425, 429, 500, 502, 503 und 504. Ein `Retry-After` des Servers wird befolgt. Ein Test des einzelnen Schritts wiederholt nicht.</translation>
    </message>
    <message>
      <source>After it: how many items there were</source>
      <translation>Danach: wie viele Elemente es waren</translation>
    </message>
    <message>
      <source>After it: how many of them failed</source>
      <translation>Danach: wie viele davon fehlgeschlagen sind</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>All keys, to be searched</source>
      <translation>Alle Tasten, zum Durchsuchen</translation>
    </message>
    <message>
      <source>All runs</source>
      <translation>Alle Läufe</translation>
    </message>
    <message>
      <source>All runs…</source>
      <translation>Alle Läufe …</translation>
    </message>
    <message>
      <source>All workflows</source>
      <translation>Alle Workflows</translation>
    </message>
    <message>
      <source>Allow no value: {reference}</source>
      <translation>Keinen Wert erlauben: {reference}</translation>
    </message>
    <message>
      <source>Alt+Up and Alt+Down</source>
      <translation>Alt+Auf und Alt+Ab</translation>
    </message>
    <message>
      <source>Always the same</source>
      <translation>Immer gleich</translation>
    </message>
    <message>
      <source>An environment holds variables, so that one workflow runs against several servers. A request uses one as {{env.name}}.</source>
      <translation>Eine Umgebung enthält Variablen, damit ein Workflow gegen mehrere Server läuft. Eine Anfrage verwendet sie als {{env.name}}.</translation>
    </message>
    <message>
      <source>An output cannot be kept for the next start: {why}</source>
      <translation>Eine Ausgabe kann nicht für den nächsten Start aufbewahrt werden: {why}</translation>
    </message>
    <message>
      <source>An output is a JSON object: { … }</source>
      <translation>Eine Ausgabe ist ein JSON-Objekt: { … }</translation>
    </message>
    <message>
      <source>Animate movements</source>
      <translation>Bewegungen animieren</translation>
    </message>
    <message>
      <source>Another group: the rules hold when any group does</source>
      <translation>Eine weitere Gruppe: die Regeln gelten, wenn eine der Gruppen gilt</translation>
    </message>
    <message>
      <source>Another program changed the file meanwhile; nothing was overwritten.</source>
      <translation>Ein anderes Programm hat die Datei inzwischen geändert; nichts wurde überschrieben.</translation>
    </message>
    <message>
      <source>Another rule that must hold as well</source>
      <translation>Eine weitere Regel, die auch gelten muss</translation>
    </message>
    <message>
      <source>Another server is being asked. Try again in a moment.</source>
      <translation>Ein anderer Server wird gerade gefragt. Gleich noch einmal versuchen.</translation>
    </message>
    <message>
      <source>Any</source>
      <translation>Beliebig</translation>
    </message>
    <message>
      <source>Any status</source>
      <translation>Jeder Status</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>Darstellung</translation>
    </message>
    <message>
      <source>Apr</source>
      <translation>Apr</translation>
    </message>
    <message>
      <source>Array</source>
      <translation>Array</translation>
    </message>
    <message>
      <source>Array to collect</source>
      <translation>Array zum Sammeln</translation>
    </message>
    <message>
      <source>Arrow keys</source>
      <translation>Pfeiltasten</translation>
    </message>
    <message>
      <source>Arrow keys in a table</source>
      <translation>Pfeiltasten in einer Tabelle</translation>
    </message>
    <message>
      <source>As HTTP Archive (HAR)…</source>
      <translation>Als HTTP-Archiv (HAR) …</translation>
    </message>
    <message>
      <source>As a file with everything…</source>
      <translation>Als Datei mit allem …</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>As the system says</source>
      <translation>Wie vom System vorgegeben</translation>
    </message>
    <message>
      <source>Asking the server…</source>
      <translation>Der Server wird gefragt …</translation>
    </message>
    <message>
      <source>At</source>
      <translation>Um</translation>
    </message>
    <message>
      <source>At least</source>
      <translation>Mindestens</translation>
    </message>
    <message>
      <source>At minute</source>
      <translation>Zur Minute</translation>
    </message>
    <message>
      <source>At most</source>
      <translation>Höchstens</translation>
    </message>
    <message>
      <source>At most so many items begin in a second; 0 for no limit.</source>
      <translation>Höchstens so viele Elemente beginnen pro Sekunde; 0 für keine Grenze.</translation>
    </message>
    <message>
      <source>Attempts, the first included (at most 10)</source>
      <translation>Versuche, einschließlich des ersten (höchstens 10)</translation>
    </message>
    <message>
      <source>Audience</source>
      <translation>Audience</translation>
    </message>
    <message>
      <source>Aug</source>
      <translation>Aug</translation>
    </message>
    <message>
      <source>Auth Header</source>
      <translation>Auth-Header</translation>
    </message>
    <message>
      <source>Authorization</source>
      <translation>Autorisierung</translation>
    </message>
    <message>
      <source>Authorization URL</source>
      <translation>Autorisierungs-URL</translation>
    </message>
    <message>
      <source>Authorization header</source>
      <translation>Authorization-Header</translation>
    </message>
    <message>
      <source>Automatic headers left out</source>
      <translation>Ausgelassene automatische Header</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Back to the list of all runs (Alt+Left)</source>
      <translation>Zurück zur Liste aller Läufe (Alt+Links)</translation>
    </message>
    <message>
      <source>Back to the search</source>
      <translation>Zurück zur Suche</translation>
    </message>
    <message>
      <source>Base URL</source>
      <translation>Basis-URL</translation>
    </message>
    <message>
      <source>Basic Auth</source>
      <translation>Basic Auth</translation>
    </message>
    <message>
      <source>Basic header</source>
      <translation>Basic-Header</translation>
    </message>
    <message>
      <source>Bearer Token</source>
      <translation>Bearer-Token</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Vor</translation>
    </message>
    <message>
      <source>Beyond that the oldest runs are deleted</source>
      <translation>Darüber hinaus werden die ältesten Läufe gelöscht</translation>
    </message>
    <message>
      <source>Body</source>
      <translation>Body</translation>
    </message>
    <message>
      <source>Body as a table</source>
      <translation>Body als Tabelle</translation>
    </message>
    <message>
      <source>Body as a tree</source>
      <translation>Body als Baum</translation>
    </message>
    <message>
      <source>Body encoding</source>
      <translation>Body-Kodierung</translation>
    </message>
    <message>
      <source>Body of the request</source>
      <translation>Body der Anfrage</translation>
    </message>
    <message>
      <source>Body of {size}, streamed and not kept.</source>
      <translation>Body von {size}, als Strom gesendet und nicht aufbewahrt.</translation>
    </message>
    <message>
      <source>Boolean</source>
      <translation>Wahrheitswert</translation>
    </message>
    <message>
      <source>Both are the same. Times are not compared.</source>
      <translation>Beide sind gleich. Zeiten werden nicht verglichen.</translation>
    </message>
    <message>
      <source>Both runs did the same. Times are not compared.</source>
      <translation>Beide Läufe taten dasselbe. Zeiten werden nicht verglichen.</translation>
    </message>
    <message>
      <source>Both say the same.</source>
      <translation>Beide sagen dasselbe.</translation>
    </message>
    <message>
      <source>Branch {name} of step {n}</source>
      <translation>Zweig {name} von Schritt {n}</translation>
    </message>
    <message>
      <source>Breakpoint</source>
      <translation>Haltepunkt</translation>
    </message>
    <message>
      <source>Built in</source>
      <translation>Eingebaut</translation>
    </message>
    <message>
      <source>Bulk edit</source>
      <translation>Als Text bearbeiten</translation>
    </message>
    <message>
      <source>Call a connected API</source>
      <translation>Verbundene API aufrufen</translation>
    </message>
    <message>
      <source>Call an API through a connection: its base URL, credentials and default headers.</source>
      <translation>Ruft eine API über eine Verbindung auf: ihre Basis-URL, Zugangsdaten und Standard-Header.</translation>
    </message>
    <message>
      <source>Call any HTTP API</source>
      <translation>Beliebige HTTP-API aufrufen</translation>
    </message>
    <message>
      <source>Call any HTTP API.</source>
      <translation>Ruft eine beliebige HTTP-API auf.</translation>
    </message>
    <message>
      <source>Call the test endpoint with GET and show what comes back</source>
      <translation>Den Test-Endpunkt mit GET aufrufen und zeigen, was zurückkommt</translation>
    </message>
    <message>
      <source>Calling…</source>
      <translation>Aufruf läuft …</translation>
    </message>
    <message>
      <source>Calls of {name}</source>
      <translation>Aufrufe von {name}</translation>
    </message>
    <message>
      <source>Cancel the run at once</source>
      <translation>Den Lauf sofort abbrechen</translation>
    </message>
    <message>
      <source>Cancel what the mouse or the keys began</source>
      <translation>Abbrechen, was Maus oder Tasten begonnen haben</translation>
    </message>
    <message>
      <source>Canvas</source>
      <translation>Arbeitsfläche</translation>
    </message>
    <message>
      <source>Certificate authorities</source>
      <translation>Zertifizierungsstellen</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Änderung</translation>
    </message>
    <message>
      <source>Change note of {name}</source>
      <translation>Notiz von {name} ändern</translation>
    </message>
    <message>
      <source>Change the theme for good</source>
      <translation>Das Farbschema dauerhaft wechseln</translation>
    </message>
    <message>
      <source>Change trigger to “{kind}”</source>
      <translation>Auslöser ändern in „{kind}“</translation>
    </message>
    <message>
      <source>Change what you like, then press Test step to send it.</source>
      <translation>Nach Belieben ändern, dann mit „Schritt testen“ senden.</translation>
    </message>
    <message>
      <source>Changes</source>
      <translation>Änderungen</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>Prüfung</translation>
    </message>
    <message>
      <source>Choose a connection…</source>
      <translation>Verbindung auswählen …</translation>
    </message>
    <message>
      <source>Choose a file</source>
      <translation>Datei auswählen</translation>
    </message>
    <message>
      <source>Choose a file first.</source>
      <translation>Zuerst eine Datei auswählen.</translation>
    </message>
    <message>
      <source>Choose a file, or insert a reference to one</source>
      <translation>Eine Datei auswählen oder eine Referenz auf eine einfügen</translation>
    </message>
    <message>
      <source>Choose a file. Each of its rows is the event of one run.</source>
      <translation>Eine Datei auswählen. Jede ihrer Zeilen ist das Ereignis eines Laufs.</translation>
    </message>
    <message>
      <source>Choose a method, or type any other</source>
      <translation>Eine Methode auswählen oder eine andere eintippen</translation>
    </message>
    <message>
      <source>Choose a row to see its whole result or error.</source>
      <translation>Eine Zeile auswählen, um ihr ganzes Ergebnis oder ihren Fehler zu sehen.</translation>
    </message>
    <message>
      <source>Choose a workflow of this workspace</source>
      <translation>Einen Workflow dieses Arbeitsbereichs auswählen</translation>
    </message>
    <message>
      <source>Choose an operation of this API</source>
      <translation>Eine Operation dieser API auswählen</translation>
    </message>
    <message>
      <source>Choose data</source>
      <translation>Daten auswählen</translation>
    </message>
    <message>
      <source>Choose one at the left, drop a file here, or begin:</source>
      <translation>Links einen auswählen, eine Datei hier ablegen, oder beginnen:</translation>
    </message>
    <message>
      <source>Choose the list to run over.</source>
      <translation>Die Liste auswählen, über die gelaufen wird.</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>Auswählen …</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>Leeren</translation>
    </message>
    <message>
      <source>Clear cookies</source>
      <translation>Cookies löschen</translation>
    </message>
    <message>
      <source>Clear samples</source>
      <translation>Beispielwerte löschen</translation>
    </message>
    <message>
      <source>Clear this list</source>
      <translation>Diese Liste leeren</translation>
    </message>
    <message>
      <source>Clear tokens</source>
      <translation>Tokens löschen</translation>
    </message>
    <message>
      <source>Click for duplicate, move, delete; drag to move the row</source>
      <translation>Klick zum Duplizieren, Verschieben, Löschen; Ziehen verschiebt die Zeile</translation>
    </message>
    <message>
      <source>Click for ways to put it right (Alt+Enter)</source>
      <translation>Klick zeigt Wege, es zu beheben (Alt+Eingabe)</translation>
    </message>
    <message>
      <source>Click to edit</source>
      <translation>Klick zum Bearbeiten</translation>
    </message>
    <message>
      <source>Click to look at an item, double-click or Enter to open its exchange</source>
      <translation>Klick zeigt ein Element, Doppelklick oder Eingabe öffnet seinen Austausch</translation>
    </message>
    <message>
      <source>Click to use it, double-click to edit its variables</source>
      <translation>Klick verwendet sie, Doppelklick bearbeitet ihre Variablen</translation>
    </message>
    <message>
      <source>Client ID</source>
      <translation>Client-ID</translation>
    </message>
    <message>
      <source>Client authentication</source>
      <translation>Client-Authentifizierung</translation>
    </message>
    <message>
      <source>Client certificate</source>
      <translation>Client-Zertifikat</translation>
    </message>
    <message>
      <source>Client secret</source>
      <translation>Client-Geheimnis</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close (Esc)</source>
      <translation>Schließen (Esc)</translation>
    </message>
    <message>
      <source>Close a menu or a palette</source>
      <translation>Ein Menü oder eine Palette schließen</translation>
    </message>
    <message>
      <source>Close connections and drop their cookies</source>
      <translation>Verbindungen schließen und ihre Cookies verwerfen</translation>
    </message>
    <message>
      <source>Close the program</source>
      <translation>Das Programm beenden</translation>
    </message>
    <message>
      <source>Close the tab</source>
      <translation>Den Tab schließen</translation>
    </message>
    <message>
      <source>Close workflow</source>
      <translation>Workflow schließen</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>Code</translation>
    </message>
    <message>
      <source>Code font size</source>
      <translation>Schriftgröße für Code</translation>
    </message>
    <message>
      <source>Collapse</source>
      <translation>Einklappen</translation>
    </message>
    <message>
      <source>Collapse / expand</source>
      <translation>Ein-/ausklappen</translation>
    </message>
    <message>
      <source>Collapse / expand all</source>
      <translation>Alle ein-/ausklappen</translation>
    </message>
    <message>
      <source>Collapse or expand all blocks</source>
      <translation>Alle Blöcke ein- oder ausklappen</translation>
    </message>
    <message>
      <source>Collapse or expand what it holds (C)</source>
      <translation>Ein- oder ausklappen, was er enthält (C)</translation>
    </message>
    <message>
      <source>Colours the top bar, and asks before a run sends its first request</source>
      <translation>Färbt die obere Leiste und fragt, bevor ein Lauf die erste Anfrage sendet</translation>
    </message>
    <message>
      <source>Command palette</source>
      <translation>Befehlspalette</translation>
    </message>
    <message>
      <source>Command that calls this workflow</source>
      <translation>Befehl, der diesen Workflow aufruft</translation>
    </message>
    <message>
      <source>Commands</source>
      <translation>Befehle</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Vergleichen</translation>
    </message>
    <message>
      <source>Compare no more</source>
      <translation>Nicht mehr vergleichen</translation>
    </message>
    <message>
      <source>Compare versions…</source>
      <translation>Versionen vergleichen …</translation>
    </message>
    <message>
      <source>Compare with another run</source>
      <translation>Mit einem anderen Lauf vergleichen</translation>
    </message>
    <message>
      <source>Compare with the run before it</source>
      <translation>Mit dem Lauf davor vergleichen</translation>
    </message>
    <message>
      <source>Compared with</source>
      <translation>Verglichen mit</translation>
    </message>
    <message>
      <source>Compared with {run}</source>
      <translation>Verglichen mit {run}</translation>
    </message>
    <message>
      <source>Comparing…</source>
      <translation>Vergleich läuft …</translation>
    </message>
    <message>
      <source>Completion</source>
      <translation>Vervollständigung</translation>
    </message>
    <message>
      <source>Conditional</source>
      <translation>Verzweigung</translation>
    </message>
    <message>
      <source>Connect</source>
      <translation>Verbindungsaufbau</translation>
    </message>
    <message>
      <source>Connect timeout</source>
      <translation>Zeitlimit für den Verbindungsaufbau</translation>
    </message>
    <message>
      <source>Connect timeout (s)</source>
      <translation>Zeitlimit Verbindungsaufbau (s)</translation>
    </message>
    <message>
      <source>Connection</source>
      <translation>Verbindung</translation>
    </message>
    <message>
      <source>Connection {name}</source>
      <translation>Verbindung {name}</translation>
    </message>
    <message>
      <source>Connections</source>
      <translation>Verbindungen</translation>
    </message>
    <message>
      <source>Connections were closed. No cookies are left: each run begins without any.</source>
      <translation>Verbindungen wurden geschlossen. Keine Cookies sind übrig: jeder Lauf beginnt ohne.</translation>
    </message>
    <message>
      <source>Contains</source>
      <translation>Enthält</translation>
    </message>
    <message>
      <source>Content type</source>
      <translation>Content-Type</translation>
    </message>
    <message>
      <source>Contents</source>
      <translation>Inhalt</translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Continue workflow if request fails</source>
      <translation>Workflow fortsetzen, wenn die Anfrage fehlschlägt</translation>
    </message>
    <message>
      <source>Continue workflow if this step fails</source>
      <translation>Workflow fortsetzen, wenn dieser Schritt fehlschlägt</translation>
    </message>
    <message>
      <source>Continue, up to the next breakpoint (F6)</source>
      <translation>Fortsetzen, bis zum nächsten Haltepunkt (F6)</translation>
    </message>
    <message>
      <source>Control character</source>
      <translation>Steuerzeichen</translation>
    </message>
    <message>
      <source>Cookie</source>
      <translation>Cookie</translation>
    </message>
    <message>
      <source>Cookies</source>
      <translation>Cookies</translation>
    </message>
    <message>
      <source>Copied {step} as a Python program. Secrets in it are variables.</source>
      <translation>{step} als Python-Programm kopiert. Geheimnisse darin sind Variablen.</translation>
    </message>
    <message>
      <source>Copied {step} as a cURL command. Secrets in it are variables.</source>
      <translation>{step} als cURL-Befehl kopiert. Geheimnisse darin sind Variablen.</translation>
    </message>
    <message>
      <source>Copied.</source>
      <translation>Kopiert.</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Copy all of it</source>
      <translation>Alles kopieren</translation>
    </message>
    <message>
      <source>Copy as Python</source>
      <translation>Als Python kopieren</translation>
    </message>
    <message>
      <source>Copy as cURL</source>
      <translation>Als cURL kopieren</translation>
    </message>
    <message>
      <source>Copy as name: value</source>
      <translation>Als Name: Wert kopieren</translation>
    </message>
    <message>
      <source>Copy path</source>
      <translation>Pfad kopieren</translation>
    </message>
    <message>
      <source>Copy path as reference</source>
      <translation>Pfad als Referenz kopieren</translation>
    </message>
    <message>
      <source>Copy steps, the text of a flow file or a cURL command, and paste again.</source>
      <translation>Schritte, den Text einer Workflow-Datei oder einen cURL-Befehl kopieren und erneut einfügen.</translation>
    </message>
    <message>
      <source>Copy the command</source>
      <translation>Den Befehl kopieren</translation>
    </message>
    <message>
      <source>Copy the selected steps as text</source>
      <translation>Die ausgewählten Schritte als Text kopieren</translation>
    </message>
    <message>
      <source>Copy the selected steps below themselves</source>
      <translation>Die ausgewählten Schritte unter sich selbst kopieren</translation>
    </message>
    <message>
      <source>Copy value</source>
      <translation>Wert kopieren</translation>
    </message>
    <message>
      <source>Copy, save and more</source>
      <translation>Kopieren, Speichern und mehr</translation>
    </message>
    <message>
      <source>Counted from midnight of 1 January 1970, UTC.</source>
      <translation>Gezählt ab Mitternacht des 1. Januar 1970, UTC.</translation>
    </message>
    <message>
      <source>Create the variable “{name}”</source>
      <translation>Die Variable „{name}“ anlegen</translation>
    </message>
    <message>
      <source>Cron expression</source>
      <translation>Cron-Ausdruck</translation>
    </message>
    <message>
      <source>Ctrl and wheel</source>
      <translation>Strg und Mausrad</translation>
    </message>
    <message>
      <source>Ctrl+F or F3</source>
      <translation>Strg+F oder F3</translation>
    </message>
    <message>
      <source>Ctrl+K finds every action, workflow and step by a few letters. Ctrl+/ lists all keys, F1 opens the guide. This tour is in the Help menu.</source>
      <translation>Strg+K findet jede Aktion, jeden Workflow und Schritt mit wenigen Buchstaben. Strg+/ listet alle Tasten auf, F1 öffnet das Handbuch. Dieser Rundgang steht im Menü „Hilfe“.</translation>
    </message>
    <message>
      <source>Ctrl+Space</source>
      <translation>Strg+Leertaste</translation>
    </message>
    <message>
      <source>Cut</source>
      <translation>Ausschneiden</translation>
    </message>
    <message>
      <source>Cut the selected steps</source>
      <translation>Die ausgewählten Schritte ausschneiden</translation>
    </message>
    <message>
      <source>Cut {steps}</source>
      <translation>{steps} ausschneiden</translation>
    </message>
    <message>
      <source>DNS lookup</source>
      <translation>DNS-Abfrage</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>Daten</translation>
    </message>
    <message>
      <source>Data ({kinds})</source>
      <translation>Daten ({kinds})</translation>
    </message>
    <message>
      <source>Data file</source>
      <translation>Datendatei</translation>
    </message>
    <message>
      <source>Date/time</source>
      <translation>Datum/Zeit</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <source>Dec</source>
      <translation>Dez</translation>
    </message>
    <message>
      <source>Default headers</source>
      <translation>Standard-Header</translation>
    </message>
    <message>
      <source>Delay</source>
      <translation>Verzögerung</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Delete row</source>
      <translation>Zeile löschen</translation>
    </message>
    <message>
      <source>Delete the selected steps</source>
      <translation>Die ausgewählten Schritte löschen</translation>
    </message>
    <message>
      <source>Delete this connection</source>
      <translation>Diese Verbindung löschen</translation>
    </message>
    <message>
      <source>Delete this environment</source>
      <translation>Diese Umgebung löschen</translation>
    </message>
    <message>
      <source>Delete with all rows</source>
      <translation>Mit allen Zeilen löschen</translation>
    </message>
    <message>
      <source>Delete {name}</source>
      <translation>{name} löschen</translation>
    </message>
    <message>
      <source>Delete {steps}</source>
      <translation>{steps} löschen</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Einzelheiten</translation>
    </message>
    <message>
      <source>Diagnostics</source>
      <translation>Diagnose</translation>
    </message>
    <message>
      <source>Differences</source>
      <translation>Unterschiede</translation>
    </message>
    <message>
      <source>Digest Auth</source>
      <translation>Digest Auth</translation>
    </message>
    <message>
      <source>Disable</source>
      <translation>Deaktivieren</translation>
    </message>
    <message>
      <source>Disable step {n}</source>
      <translation>Schritt {n} deaktivieren</translation>
    </message>
    <message>
      <source>Disable {steps}</source>
      <translation>{steps} deaktivieren</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Ausblenden</translation>
    </message>
    <message>
      <source>Do it again</source>
      <translation>Erneut ausführen</translation>
    </message>
    <message>
      <source>Do not run</source>
      <translation>Nicht ausführen</translation>
    </message>
    <message>
      <source>Do the same for every item of a list, many at a time.</source>
      <translation>Tut dasselbe für jedes Element einer Liste, viele gleichzeitig.</translation>
    </message>
    <message>
      <source>Do you trust the workspace “{name}”? Running it does this:</source>
      <translation>Dem Arbeitsbereich „{name}“ vertrauen? Das Ausführen bewirkt dies:</translation>
    </message>
    <message>
      <source>Documentation</source>
      <translation>Dokumentation</translation>
    </message>
    <message>
      <source>Does not contain</source>
      <translation>Enthält nicht</translation>
    </message>
    <message>
      <source>Does not end with</source>
      <translation>Endet nicht mit</translation>
    </message>
    <message>
      <source>Does not equal</source>
      <translation>Ist ungleich</translation>
    </message>
    <message>
      <source>Does not exactly match</source>
      <translation>Stimmt nicht genau überein</translation>
    </message>
    <message>
      <source>Does not exist</source>
      <translation>Existiert nicht</translation>
    </message>
    <message>
      <source>Does not start with</source>
      <translation>Beginnt nicht mit</translation>
    </message>
    <message>
      <source>Domain</source>
      <translation>Domain</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Drop a workflow, a folder, an OpenAPI description or a cURL command.</source>
      <translation>Einen Workflow, einen Ordner, eine OpenAPI-Beschreibung oder einen cURL-Befehl hier ablegen.</translation>
    </message>
    <message>
      <source>Duplicate</source>
      <translation>Duplizieren</translation>
    </message>
    <message>
      <source>Duplicate row</source>
      <translation>Zeile duplizieren</translation>
    </message>
    <message>
      <source>Duplicate {steps}</source>
      <translation>{steps} duplizieren</translation>
    </message>
    <message>
      <source>Earlier runs</source>
      <translation>Frühere Läufe</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>Bearbeiten</translation>
    </message>
    <message>
      <source>Edit a step</source>
      <translation>Schritt bearbeiten</translation>
    </message>
    <message>
      <source>Edit all rows as lines of “key: value”</source>
      <translation>Alle Zeilen als Text „Schlüssel: Wert“ bearbeiten</translation>
    </message>
    <message>
      <source>Edit all rows as lines of “name: what it is for”</source>
      <translation>Alle Zeilen als Text „Name: wofür“ bearbeiten</translation>
    </message>
    <message>
      <source>Edit and send again</source>
      <translation>Bearbeiten und erneut senden</translation>
    </message>
    <message>
      <source>Edit and send again…</source>
      <translation>Bearbeiten und erneut senden …</translation>
    </message>
    <message>
      <source>Edit connection {name}</source>
      <translation>Verbindung {name} bearbeiten</translation>
    </message>
    <message>
      <source>Edit environment {name}</source>
      <translation>Umgebung {name} bearbeiten</translation>
    </message>
    <message>
      <source>Edit environments…</source>
      <translation>Umgebungen bearbeiten …</translation>
    </message>
    <message>
      <source>Edit pinned output…</source>
      <translation>Festgehaltene Ausgabe bearbeiten …</translation>
    </message>
    <message>
      <source>Edit the name of the selected step</source>
      <translation>Den Namen des ausgewählten Schritts bearbeiten</translation>
    </message>
    <message>
      <source>Edit the step, or open the palette at a +</source>
      <translation>Den Schritt bearbeiten oder bei einem + die Palette öffnen</translation>
    </message>
    <message>
      <source>Edit variables</source>
      <translation>Variablen bearbeiten</translation>
    </message>
    <message>
      <source>Edit variables…</source>
      <translation>Variablen bearbeiten …</translation>
    </message>
    <message>
      <source>Edit {name}</source>
      <translation>{name} bearbeiten</translation>
    </message>
    <message>
      <source>Edits that are not saved would be lost in a crash.</source>
      <translation>Nicht gespeicherte Änderungen gingen bei einem Absturz verloren.</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>Bearbeiten …</translation>
    </message>
    <message>
      <source>Empty connection</source>
      <translation>Leere Verbindung</translation>
    </message>
    <message>
      <source>Enable</source>
      <translation>Aktivieren</translation>
    </message>
    <message>
      <source>Enable / disable</source>
      <translation>Aktivieren / deaktivieren</translation>
    </message>
    <message>
      <source>Enable step {n}</source>
      <translation>Schritt {n} aktivieren</translation>
    </message>
    <message>
      <source>Enable {steps}</source>
      <translation>{steps} aktivieren</translation>
    </message>
    <message>
      <source>Enabled</source>
      <translation>Aktiviert</translation>
    </message>
    <message>
      <source>End the run with a result.</source>
      <translation>Beendet den Lauf mit einem Ergebnis.</translation>
    </message>
    <message>
      <source>End the tour</source>
      <translation>Den Rundgang beenden</translation>
    </message>
    <message>
      <source>End with a result</source>
      <translation>Mit einem Ergebnis beenden</translation>
    </message>
    <message>
      <source>Ends with</source>
      <translation>Endet mit</translation>
    </message>
    <message>
      <source>Enter goes on, Shift+Enter back; capital letters are found as they are.</source>
      <translation>Eingabe sucht weiter, Umschalt+Eingabe zurück; Großbuchstaben werden genau so gesucht.</translation>
    </message>
    <message>
      <source>Enter keeps the note, Shift+Enter begins a line, Esc cancels</source>
      <translation>Eingabe behält die Notiz, Umschalt+Eingabe beginnt eine Zeile, Esc bricht ab</translation>
    </message>
    <message>
      <source>Environment</source>
      <translation>Umgebung</translation>
    </message>
    <message>
      <source>Environment {name} · variable {variable}</source>
      <translation>Umgebung {name} · Variable {variable}</translation>
    </message>
    <message>
      <source>Environment: {name}</source>
      <translation>Umgebung: {name}</translation>
    </message>
    <message>
      <source>Environments</source>
      <translation>Umgebungen</translation>
    </message>
    <message>
      <source>Environments and connections were edited meanwhile; undo it there.</source>
      <translation>Umgebungen und Verbindungen wurden inzwischen bearbeitet; dort rückgängig machen.</translation>
    </message>
    <message>
      <source>Equals</source>
      <translation>Ist gleich</translation>
    </message>
    <message>
      <source>Esc</source>
      <translation>Esc</translation>
    </message>
    <message>
      <source>Esc does too</source>
      <translation>Esc auch</translation>
    </message>
    <message>
      <source>Esc in a table</source>
      <translation>Esc in einer Tabelle</translation>
    </message>
    <message>
      <source>Event</source>
      <translation>Ereignis</translation>
    </message>
    <message>
      <source>Event name</source>
      <translation>Name des Ereignisses</translation>
    </message>
    <message>
      <source>Every</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Every day</source>
      <translation>Jeden Tag</translation>
    </message>
    <message>
      <source>Every few minutes</source>
      <translation>Alle paar Minuten</translation>
    </message>
    <message>
      <source>Every few seconds</source>
      <translation>Alle paar Sekunden</translation>
    </message>
    <message>
      <source>Every hour</source>
      <translation>Jede Stunde</translation>
    </message>
    <message>
      <source>Everywhere</source>
      <translation>Überall</translation>
    </message>
    <message>
      <source>Exactly matches</source>
      <translation>Stimmt genau überein</translation>
    </message>
    <message>
      <source>Example JSON</source>
      <translation>Beispiel-JSON</translation>
    </message>
    <message>
      <source>Exists</source>
      <translation>Existiert</translation>
    </message>
    <message>
      <source>Expand</source>
      <translation>Ausklappen</translation>
    </message>
    <message>
      <source>Expires</source>
      <translation>Läuft ab</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exportieren</translation>
    </message>
    <message>
      <source>Export as CSV…</source>
      <translation>Als CSV exportieren …</translation>
    </message>
    <message>
      <source>Export as HTTP Archive (HAR)…</source>
      <translation>Als HTTP-Archiv (HAR) exportieren …</translation>
    </message>
    <message>
      <source>Export as a file with everything…</source>
      <translation>Als Datei mit allem exportieren …</translation>
    </message>
    <message>
      <source>Export diagnostics</source>
      <translation>Diagnose exportieren</translation>
    </message>
    <message>
      <source>Export diagnostics…</source>
      <translation>Diagnose exportieren …</translation>
    </message>
    <message>
      <source>Export run</source>
      <translation>Lauf exportieren</translation>
    </message>
    <message>
      <source>Export the table</source>
      <translation>Die Tabelle exportieren</translation>
    </message>
    <message>
      <source>Extra parameters</source>
      <translation>Zusätzliche Parameter</translation>
    </message>
    <message>
      <source>Fail the run unless rules over earlier answers hold.</source>
      <translation>Lässt den Lauf fehlschlagen, wenn Regeln über frühere Antworten nicht gelten.</translation>
    </message>
    <message>
      <source>Fail unless rules hold</source>
      <translation>Fehlschlagen, wenn Regeln nicht gelten</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <source>Failed only</source>
      <translation>Nur fehlgeschlagene</translation>
    </message>
    <message>
      <source>Fan Out</source>
      <translation>Fan Out</translation>
    </message>
    <message>
      <source>Feb</source>
      <translation>Feb</translation>
    </message>
    <message>
      <source>Fetch all pages</source>
      <translation>Alle Seiten abrufen</translation>
    </message>
    <message>
      <source>Fetching the description…</source>
      <translation>Die Beschreibung wird geholt …</translation>
    </message>
    <message>
      <source>Fields</source>
      <translation>Felder</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>File name</source>
      <translation>Dateiname</translation>
    </message>
    <message>
      <source>File on disk</source>
      <translation>Datei auf der Festplatte</translation>
    </message>
    <message>
      <source>Files outside the workspace are read:</source>
      <translation>Dateien außerhalb des Arbeitsbereichs werden gelesen:</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>Filter</translation>
    </message>
    <message>
      <source>Filter the rows</source>
      <translation>Die Zeilen filtern</translation>
    </message>
    <message>
      <source>Filtering…</source>
      <translation>Filter läuft …</translation>
    </message>
    <message>
      <source>Find a command</source>
      <translation>Befehl suchen</translation>
    </message>
    <message>
      <source>Find a step</source>
      <translation>Schritt suchen</translation>
    </message>
    <message>
      <source>Find an API</source>
      <translation>API suchen</translation>
    </message>
    <message>
      <source>Find an API…</source>
      <translation>API suchen …</translation>
    </message>
    <message>
      <source>Find an action, workflow, step, environment…</source>
      <translation>Aktion, Workflow, Schritt, Umgebung … suchen</translation>
    </message>
    <message>
      <source>Find an operation</source>
      <translation>Operation suchen</translation>
    </message>
    <message>
      <source>Find an operation…</source>
      <translation>Operation suchen …</translation>
    </message>
    <message>
      <source>Find any action, workflow, step, environment or connection</source>
      <translation>Aktion, Workflow, Schritt, Umgebung oder Verbindung suchen</translation>
    </message>
    <message>
      <source>Find anything</source>
      <translation>Alles finden</translation>
    </message>
    <message>
      <source>Find by keys or by what they do</source>
      <translation>Nach Tasten oder nach dem, was sie tun, suchen</translation>
    </message>
    <message>
      <source>Find by name or value</source>
      <translation>Nach Name oder Wert suchen</translation>
    </message>
    <message>
      <source>Find in body</source>
      <translation>Im Body suchen</translation>
    </message>
    <message>
      <source>Find in names, environments and errors…</source>
      <translation>In Namen, Umgebungen und Fehlern suchen …</translation>
    </message>
    <message>
      <source>Find in response</source>
      <translation>In der Antwort suchen</translation>
    </message>
    <message>
      <source>Find in the workspace</source>
      <translation>Im Arbeitsbereich suchen</translation>
    </message>
    <message>
      <source>Find on the canvas</source>
      <translation>Auf der Arbeitsfläche suchen</translation>
    </message>
    <message>
      <source>Find shortcuts</source>
      <translation>Tastenkürzel suchen</translation>
    </message>
    <message>
      <source>Find steps</source>
      <translation>Schritte suchen</translation>
    </message>
    <message>
      <source>Find steps of the workflow</source>
      <translation>Schritte des Workflows suchen</translation>
    </message>
    <message>
      <source>Find words in all files</source>
      <translation>Wörter in allen Dateien suchen</translation>
    </message>
    <message>
      <source>Find, compare, export runs</source>
      <translation>Läufe suchen, vergleichen, exportieren</translation>
    </message>
    <message>
      <source>Find, open, compare and export runs</source>
      <translation>Läufe suchen, öffnen, vergleichen und exportieren</translation>
    </message>
    <message>
      <source>Find, or filter with $.path</source>
      <translation>Suchen oder $.pfad</translation>
    </message>
    <message>
      <source>Finds names, URLs, keys, values, notes and code in all files of the workspace.</source>
      <translation>Findet Namen, URLs, Schlüssel, Werte, Notizen und Code in allen Dateien des Arbeitsbereichs.</translation>
    </message>
    <message>
      <source>Finds names, URLs, keys, values, notes and code; never the value of a secret</source>
      <translation>Findet Namen, URLs, Schlüssel, Werte, Notizen und Code; nie den Wert eines Geheimnisses</translation>
    </message>
    <message>
      <source>Finds text in keys and values; Enter goes on, Shift+Enter back.
A JSONPath filters: $.orders[?@.total &gt; 40]. To find a dollar sign, type \$.</source>
      <translation>Findet Text in Schlüsseln und Werten; Eingabe sucht weiter, Umschalt+Eingabe zurück.
Ein JSONPath filtert: $.orders[?@.total &gt; 40]. Um ein Dollarzeichen zu suchen, \$ eingeben.</translation>
    </message>
    <message>
      <source>Find…</source>
      <translation>Suchen …</translation>
    </message>
    <message>
      <source>First rows of the data</source>
      <translation>Erste Zeilen der Daten</translation>
    </message>
    <message>
      <source>First wait (s)</source>
      <translation>Erste Wartezeit (s)</translation>
    </message>
    <message>
      <source>Fit selection</source>
      <translation>Auswahl einpassen</translation>
    </message>
    <message>
      <source>Fit workflow</source>
      <translation>Workflow einpassen</translation>
    </message>
    <message>
      <source>Flags</source>
      <translation>Merkmale</translation>
    </message>
    <message>
      <source>Follow redirects</source>
      <translation>Weiterleitungen folgen</translation>
    </message>
    <message>
      <source>Follow redirects (at most 10)</source>
      <translation>Weiterleitungen folgen (höchstens 10)</translation>
    </message>
    <message>
      <source>Follow the system's theme</source>
      <translation>Dem Farbschema des Systems folgen</translation>
    </message>
    <message>
      <source>Font size</source>
      <translation>Schriftgröße</translation>
    </message>
    <message>
      <source>For each item</source>
      <translation>Für jedes Element</translation>
    </message>
    <message>
      <source>Forget all access tokens</source>
      <translation>Alle Zugriffstokens vergessen</translation>
    </message>
    <message>
      <source>Forget what the steps gave last</source>
      <translation>Vergessen, was die Schritte zuletzt gaben</translation>
    </message>
    <message>
      <source>Form fields</source>
      <translation>Formularfelder</translation>
    </message>
    <message>
      <source>Fri</source>
      <translation>Fr</translation>
    </message>
    <message>
      <source>From connection</source>
      <translation>Von der Verbindung</translation>
    </message>
    <message>
      <source>From file…</source>
      <translation>Aus Datei …</translation>
    </message>
    <message>
      <source>Function</source>
      <translation>Funktion</translation>
    </message>
    <message>
      <source>Get access tokens with a refresh token; one that replaces it is kept.</source>
      <translation>Holt Zugriffstokens mit einem Refresh-Token; eines, das es ersetzt, wird aufbewahrt.</translation>
    </message>
    <message>
      <source>Get an access token for the program itself, with its own name and secret.</source>
      <translation>Holt ein Zugriffstoken für das Programm selbst, mit dessen Namen und Geheimnis.</translation>
    </message>
    <message>
      <source>Get an access token with a user's name and password.</source>
      <translation>Holt ein Zugriffstoken mit Name und Passwort eines Benutzers.</translation>
    </message>
    <message>
      <source>Get token now</source>
      <translation>Token jetzt holen</translation>
    </message>
    <message>
      <source>Getting a token…</source>
      <translation>Token wird geholt …</translation>
    </message>
    <message>
      <source>Give each step a number of its own</source>
      <translation>Jedem Schritt eine eigene Nummer geben</translation>
    </message>
    <message>
      <source>Give out free numbers</source>
      <translation>Freie Nummern vergeben</translation>
    </message>
    <message>
      <source>Go from cell to cell</source>
      <translation>Von Zelle zu Zelle gehen</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Go on with an interrupted run; finished rows are not repeated</source>
      <translation>Einen unterbrochenen Lauf fortsetzen; fertige Zeilen werden nicht wiederholt</translation>
    </message>
    <message>
      <source>Go one way or the other, by rules over earlier answers.</source>
      <translation>Geht den einen oder den anderen Weg, nach Regeln über frühere Antworten.</translation>
    </message>
    <message>
      <source>Go over a reference as over one letter</source>
      <translation>Über eine Referenz wie über einen Buchstaben gehen</translation>
    </message>
    <message>
      <source>Go to the + below the step; arrow keys walk the others</source>
      <translation>Zum + unter dem Schritt gehen; Pfeiltasten gehen zu den anderen</translation>
    </message>
    <message>
      <source>Go to the canvas</source>
      <translation>Zur Arbeitsfläche</translation>
    </message>
    <message>
      <source>Go to the field</source>
      <translation>Zum Feld gehen</translation>
    </message>
    <message>
      <source>Go to the next or the previous part</source>
      <translation>Zum nächsten oder vorigen Teil gehen</translation>
    </message>
    <message>
      <source>Go to the run panel</source>
      <translation>Zum Laufbereich</translation>
    </message>
    <message>
      <source>Go to the side bar</source>
      <translation>Zur Seitenleiste</translation>
    </message>
    <message>
      <source>Go to the step</source>
      <translation>Zum Schritt</translation>
    </message>
    <message>
      <source>Go to the trigger</source>
      <translation>Zum Auslöser gehen</translation>
    </message>
    <message>
      <source>GraphQL</source>
      <translation>GraphQL</translation>
    </message>
    <message>
      <source>Greater than</source>
      <translation>Größer als</translation>
    </message>
    <message>
      <source>Group {name}</source>
      <translation>Gruppe {name}</translation>
    </message>
    <message>
      <source>HTML</source>
      <translation>HTML</translation>
    </message>
    <message>
      <source>HTTP Archives (*.har)</source>
      <translation>HTTP-Archive (*.har)</translation>
    </message>
    <message>
      <source>Header</source>
      <translation>Header</translation>
    </message>
    <message>
      <source>Headers</source>
      <translation>Header</translation>
    </message>
    <message>
      <source>Headers by lower-case name</source>
      <translation>Header nach Namen in Kleinbuchstaben</translation>
    </message>
    <message>
      <source>Headers that are sent without being in the table</source>
      <translation>Header, die gesendet werden, ohne in der Tabelle zu stehen</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>Hilfe</translation>
    </message>
    <message>
      <source>Here free numbers were given out; save to keep that, or close without saving to leave the file as it is.</source>
      <translation>Hier wurden freie Nummern vergeben; speichern, um das zu behalten, oder ohne Speichern schließen, um die Datei zu lassen, wie sie ist.</translation>
    </message>
    <message>
      <source>Hex</source>
      <translation>Hex</translation>
    </message>
    <message>
      <source>Hide or show what a block holds</source>
      <translation>Ein- oder ausblenden, was ein Block enthält</translation>
    </message>
    <message>
      <source>Hide or show what all blocks hold</source>
      <translation>Ein- oder ausblenden, was alle Blöcke enthalten</translation>
    </message>
    <message>
      <source>Hide: make room for the canvas (Ctrl+J)</source>
      <translation>Ausblenden: Platz für die Arbeitsfläche schaffen (Strg+J)</translation>
    </message>
    <message>
      <source>Home</source>
      <translation>Pos1</translation>
    </message>
    <message>
      <source>Hosts that are called directly, by commas</source>
      <translation>Hosts, die direkt aufgerufen werden, durch Kommas getrennt</translation>
    </message>
    <message>
      <source>Hours</source>
      <translation>Stunden</translation>
    </message>
    <message>
      <source>How the body is shown</source>
      <translation>Wie der Body gezeigt wird</translation>
    </message>
    <message>
      <source>How the workflow starts</source>
      <translation>Wie der Workflow startet</translation>
    </message>
    <message>
      <source>Image, {size}</source>
      <translation>Bild, {size}</translation>
    </message>
    <message>
      <source>In the body</source>
      <translation>Im Body</translation>
    </message>
    <message>
      <source>Inputs</source>
      <translation>Eingaben</translation>
    </message>
    <message>
      <source>Insert a variable</source>
      <translation>Variable einfügen</translation>
    </message>
    <message>
      <source>Insert a variable ({{ or Ctrl+Space)</source>
      <translation>Variable einfügen ({{ oder Strg+Leertaste)</translation>
    </message>
    <message>
      <source>Insert a variable ({{)</source>
      <translation>Variable einfügen ({{)</translation>
    </message>
    <message>
      <source>Insert copied steps after the selected one</source>
      <translation>Kopierte Schritte nach dem ausgewählten einfügen</translation>
    </message>
    <message>
      <source>Inside: its position, counted from 0</source>
      <translation>Innerhalb: seine Position, ab 0 gezählt</translation>
    </message>
    <message>
      <source>Inside: the item</source>
      <translation>Innerhalb: das Element</translation>
    </message>
    <message>
      <source>Integration Request</source>
      <translation>Integrationsanfrage</translation>
    </message>
    <message>
      <source>Is empty</source>
      <translation>Ist leer</translation>
    </message>
    <message>
      <source>Is false</source>
      <translation>Ist falsch</translation>
    </message>
    <message>
      <source>Is in</source>
      <translation>Ist enthalten in</translation>
    </message>
    <message>
      <source>Is not empty</source>
      <translation>Ist nicht leer</translation>
    </message>
    <message>
      <source>Is not in</source>
      <translation>Ist nicht enthalten in</translation>
    </message>
    <message>
      <source>Is not null</source>
      <translation>Ist nicht null</translation>
    </message>
    <message>
      <source>Is null</source>
      <translation>Ist null</translation>
    </message>
    <message>
      <source>Is read from each page</source>
      <translation>Wird aus jeder Seite gelesen</translation>
    </message>
    <message>
      <source>Is true</source>
      <translation>Ist wahr</translation>
    </message>
    <message>
      <source>It cannot be reloaded.</source>
      <translation>Neu laden ist nicht möglich.</translation>
    </message>
    <message>
      <source>It is now the secret variable “{name}” of “{environment}”, kept in {keeper}.</source>
      <translation>Das ist jetzt die geheime Variable „{name}“ von „{environment}“; sie liegt in {keeper}.</translation>
    </message>
    <message>
      <source>It was changed meanwhile.</source>
      <translation>Es wurde inzwischen geändert.</translation>
    </message>
    <message>
      <source>It was interrupted: the program ended before it did.</source>
      <translation>Er wurde unterbrochen: das Programm endete vor ihm.</translation>
    </message>
    <message>
      <source>It was not saved: the value of the secret “{name}” stands in {place}, and the file would show it.</source>
      <translation>Es wurde nicht gespeichert: der Wert des Geheimnisses „{name}“ steht in {place}, und die Datei würde ihn zeigen.</translation>
    </message>
    <message>
      <source>It was not saved: {why}</source>
      <translation>Es wurde nicht gespeichert: {why}</translation>
    </message>
    <message>
      <source>It was stopped.</source>
      <translation>Abgebrochen.</translation>
    </message>
    <message>
      <source>Item</source>
      <translation>Element</translation>
    </message>
    <message>
      <source>Item </source>
      <translation>Element </translation>
    </message>
    <message>
      <source>Item of {title}</source>
      <translation>Element von {title}</translation>
    </message>
    <message>
      <source>Items</source>
      <translation>Elemente</translation>
    </message>
    <message>
      <source>Items at once</source>
      <translation>Elemente gleichzeitig</translation>
    </message>
    <message>
      <source>Items of {step} · {title}</source>
      <translation>Elemente von {step} · {title}</translation>
    </message>
    <message>
      <source>Items of {step}, {title}</source>
      <translation>Elemente von {step}, {title}</translation>
    </message>
    <message>
      <source>Items per second</source>
      <translation>Elemente pro Sekunde</translation>
    </message>
    <message>
      <source>Its body was not text, or was not kept: choose one.</source>
      <translation>Sein Body war kein Text oder wurde nicht aufbewahrt: einen auswählen.</translation>
    </message>
    <message>
      <source>Its output is pinned: it does not run, the pinned value is used.</source>
      <translation>Die Ausgabe ist festgehalten: der Schritt läuft nicht, der festgehaltene Wert wird verwendet.</translation>
    </message>
    <message>
      <source>Its path in the workspace. It is run as its file lies on disk.</source>
      <translation>Der Pfad im Arbeitsbereich. Der Workflow läuft so, wie seine Datei gespeichert ist.</translation>
    </message>
    <message>
      <source>JSON</source>
      <translation>JSON</translation>
    </message>
    <message>
      <source>JSON Schema</source>
      <translation>JSON Schema</translation>
    </message>
    <message>
      <source>Jan</source>
      <translation>Jan</translation>
    </message>
    <message>
      <source>JavaScript</source>
      <translation>JavaScript</translation>
    </message>
    <message>
      <source>JavaScript runs without any access to files or the network. Python has what your own programs have, so it runs only in workspaces that you trust.</source>
      <translation>JavaScript läuft ohne Zugriff auf Dateien oder das Netz. Python darf, was eigene Programme dürfen, und läuft deshalb nur in vertrauenswürdigen Arbeitsbereichen.</translation>
    </message>
    <message>
      <source>Jul</source>
      <translation>Jul</translation>
    </message>
    <message>
      <source>Jun</source>
      <translation>Jun</translation>
    </message>
    <message>
      <source>Keep in file</source>
      <translation>In der Datei behalten</translation>
    </message>
    <message>
      <source>Keep mine</source>
      <translation>Meine behalten</translation>
    </message>
    <message>
      <source>Key of the certificate</source>
      <translation>Schlüssel des Zertifikats</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>Tastenkürzel</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Language of the interface</source>
      <translation>Sprache der Oberfläche</translation>
    </message>
    <message>
      <source>Larger</source>
      <translation>Größer</translation>
    </message>
    <message>
      <source>Last test</source>
      <translation>Letzter Test</translation>
    </message>
    <message>
      <source>Later steps can read what went wrong from the step's `error`.</source>
      <translation>Spätere Schritte können aus `error` des Schritts lesen, was schiefging.</translation>
    </message>
    <message>
      <source>Leave the tour</source>
      <translation>Verlassen</translation>
    </message>
    <message>
      <source>Leave this header out</source>
      <translation>Diesen Header auslassen</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>Links</translation>
    </message>
    <message>
      <source>Left and Right</source>
      <translation>Links und Rechts</translation>
    </message>
    <message>
      <source>Left out</source>
      <translation>Ausgelassen</translation>
    </message>
    <message>
      <source>Left side</source>
      <translation>Linke Seite</translation>
    </message>
    <message>
      <source>Leftovers of old runs cannot be removed: {why}</source>
      <translation>Reste alter Läufe können nicht entfernt werden: {why}</translation>
    </message>
    <message>
      <source>Less than</source>
      <translation>Kleiner als</translation>
    </message>
    <message>
      <source>Let no further step begin, or go on again</source>
      <translation>Keinen weiteren Schritt beginnen lassen oder fortsetzen</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Light or dark</source>
      <translation>Hell oder dunkel</translation>
    </message>
    <message>
      <source>Light or dark as the system</source>
      <translation>Hell oder dunkel wie das System</translation>
    </message>
    <message>
      <source>Limits</source>
      <translation>Grenzen</translation>
    </message>
    <message>
      <source>Line break</source>
      <translation>Zeilenumbruch</translation>
    </message>
    <message>
      <source>List only what has these words in its name</source>
      <translation>Nur auflisten, was diese Wörter im Namen hat</translation>
    </message>
    <message>
      <source>List what refers to the selected step</source>
      <translation>Auflisten, was auf den ausgewählten Schritt verweist</translation>
    </message>
    <message>
      <source>Listen</source>
      <translation>Warten</translation>
    </message>
    <message>
      <source>Load</source>
      <translation>Laden</translation>
    </message>
    <message>
      <source>Load schema</source>
      <translation>Schema laden</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Protokoll</translation>
    </message>
    <message>
      <source>Log of the step</source>
      <translation>Protokoll des Schritts</translation>
    </message>
    <message>
      <source>Logic</source>
      <translation>Logik</translation>
    </message>
    <message>
      <source>Make it a reference</source>
      <translation>Zur Referenz machen</translation>
    </message>
    <message>
      <source>Make it a secret variable</source>
      <translation>Zur geheimen Variable machen</translation>
    </message>
    <message>
      <source>Make it secret: the value leaves the file</source>
      <translation>Geheim machen: der Wert verlässt die Datei</translation>
    </message>
    <message>
      <source>Make the canvas larger</source>
      <translation>Die Arbeitsfläche vergrößern</translation>
    </message>
    <message>
      <source>Make the canvas smaller</source>
      <translation>Die Arbeitsfläche verkleinern</translation>
    </message>
    <message>
      <source>Make the first one, or drop a file or a cURL command here.</source>
      <translation>Den ersten anlegen oder eine Datei oder einen cURL-Befehl hier ablegen.</translation>
    </message>
    <message>
      <source>Make the step in the window as the other version has it; undo brings it back</source>
      <translation>Den Schritt im Fenster so machen, wie ihn die andere Version hat; „Rückgängig“ nimmt es zurück</translation>
    </message>
    <message>
      <source>Make {name} plain</source>
      <translation>{name} offen machen</translation>
    </message>
    <message>
      <source>Make {name} secret</source>
      <translation>{name} geheim machen</translation>
    </message>
    <message>
      <source>Make “{name}” a secret variable</source>
      <translation>„{name}“ zur geheimen Variable machen</translation>
    </message>
    <message>
      <source>Map of the workflow</source>
      <translation>Übersichtskarte des Workflows</translation>
    </message>
    <message>
      <source>Mar</source>
      <translation>März</translation>
    </message>
    <message>
      <source>Mark “{name}” as production</source>
      <translation>„{name}“ als Produktion kennzeichnen</translation>
    </message>
    <message>
      <source>Matches regex</source>
      <translation>Entspricht regulärem Ausdruck</translation>
    </message>
    <message>
      <source>May</source>
      <translation>Mai</translation>
    </message>
    <message>
      <source>Memory limit (MB)</source>
      <translation>Speichergrenze (MB)</translation>
    </message>
    <message>
      <source>Menu or Shift+F10</source>
      <translation>Menü oder Umschalt+F10</translation>
    </message>
    <message>
      <source>Message</source>
      <translation>Meldung</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>Methode</translation>
    </message>
    <message>
      <source>Milliseconds</source>
      <translation>Millisekunden</translation>
    </message>
    <message>
      <source>Minute, hour, day of month, month, day of week; six fields begin with seconds.</source>
      <translation>Minute, Stunde, Tag des Monats, Monat, Wochentag; sechs Felder beginnen mit Sekunden.</translation>
    </message>
    <message>
      <source>Minutes</source>
      <translation>Minuten</translation>
    </message>
    <message>
      <source>Mon</source>
      <translation>Mo</translation>
    </message>
    <message>
      <source>More for this step</source>
      <translation>Mehr zu diesem Schritt</translation>
    </message>
    <message>
      <source>More than 10 MB are selected: save the body to a file instead.</source>
      <translation>Mehr als 10 MB sind ausgewählt: den Body stattdessen in eine Datei speichern.</translation>
    </message>
    <message>
      <source>Move down</source>
      <translation>Nach unten</translation>
    </message>
    <message>
      <source>Move the row of a table</source>
      <translation>Die Zeile einer Tabelle verschieben</translation>
    </message>
    <message>
      <source>Move to</source>
      <translation>Verschieben nach</translation>
    </message>
    <message>
      <source>Move up</source>
      <translation>Nach oben</translation>
    </message>
    <message>
      <source>Move what is seen; the middle button does too</source>
      <translation>Den Ausschnitt verschieben; die mittlere Taste tut es auch</translation>
    </message>
    <message>
      <source>Move {steps}</source>
      <translation>{steps} verschieben</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Name of the connection</source>
      <translation>Name der Verbindung</translation>
    </message>
    <message>
      <source>Name of the environment</source>
      <translation>Name der Umgebung</translation>
    </message>
    <message>
      <source>Name of the step</source>
      <translation>Name des Schritts</translation>
    </message>
    <message>
      <source>Name of the variable</source>
      <translation>Name der Variable</translation>
    </message>
    <message>
      <source>Name, URL, number, kind, note</source>
      <translation>Name, URL, Nummer, Art, Notiz</translation>
    </message>
    <message>
      <source>Names can be completed once “Load schema” has asked the server for them.</source>
      <translation>Namen können vervollständigt werden, sobald „Schema laden“ den Server danach gefragt hat.</translation>
    </message>
    <message>
      <source>New connection</source>
      <translation>Neue Verbindung</translation>
    </message>
    <message>
      <source>New connection “{name}”</source>
      <translation>Neue Verbindung „{name}“</translation>
    </message>
    <message>
      <source>New environment</source>
      <translation>Neue Umgebung</translation>
    </message>
    <message>
      <source>New environment “{name}”</source>
      <translation>Neue Umgebung „{name}“</translation>
    </message>
    <message>
      <source>New folder</source>
      <translation>Neuer Ordner</translation>
    </message>
    <message>
      <source>New requests</source>
      <translation>Neue Anfragen</translation>
    </message>
    <message>
      <source>New workflow</source>
      <translation>Neuer Workflow</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Next match (Enter)</source>
      <translation>Nächster Treffer (Eingabe)</translation>
    </message>
    <message>
      <source>Next page</source>
      <translation>Nächste Seite</translation>
    </message>
    <message>
      <source>Next page token</source>
      <translation>Token der nächsten Seite</translation>
    </message>
    <message>
      <source>Next place (Enter)</source>
      <translation>Nächste Stelle (Eingabe)</translation>
    </message>
    <message>
      <source>Next step</source>
      <translation>Nächster Schritt</translation>
    </message>
    <message>
      <source>Next step: run one step, then pause again (F10)</source>
      <translation>Nächster Schritt: einen Schritt ausführen, dann wieder anhalten (F10)</translation>
    </message>
    <message>
      <source>Next {n} times</source>
      <translation>Die nächsten {n} Zeiten</translation>
    </message>
    <message>
      <source>No</source>
      <translation>Nein</translation>
    </message>
    <message>
      <source>No body was sent.</source>
      <translation>Es wurde kein Body gesendet.</translation>
    </message>
    <message>
      <source>No environment</source>
      <translation>Keine Umgebung</translation>
    </message>
    <message>
      <source>No items to list.</source>
      <translation>Keine Elemente aufzulisten.</translation>
    </message>
    <message>
      <source>No items: nothing inside will run.</source>
      <translation>Keine Elemente: innerhalb wird nichts ausgeführt.</translation>
    </message>
    <message>
      <source>No keyring that keeps secrets safely was found on this system.</source>
      <translation>Auf diesem System wurde kein Schlüsselbund gefunden, der Geheimnisse sicher aufbewahrt.</translation>
    </message>
    <message>
      <source>No match</source>
      <translation>Kein Treffer</translation>
    </message>
    <message>
      <source>No other workspace was open yet</source>
      <translation>Noch kein anderer Arbeitsbereich war geöffnet</translation>
    </message>
    <message>
      <source>No port can be had on this machine: {why}.</source>
      <translation>Auf diesem Rechner ist kein Port zu haben: {why}.</translation>
    </message>
    <message>
      <source>No proxy</source>
      <translation>Kein Proxy</translation>
    </message>
    <message>
      <source>No response came, so there is no body. The message above says why.</source>
      <translation>Es kam keine Antwort, also gibt es keinen Body. Die Meldung oben sagt, warum.</translation>
    </message>
    <message>
      <source>No row has ended yet, or none is kept.</source>
      <translation>Noch keine Zeile ist beendet, oder keine wurde aufbewahrt.</translation>
    </message>
    <message>
      <source>No rows have been run yet.</source>
      <translation>Noch keine Zeile wurde ausgeführt.</translation>
    </message>
    <message>
      <source>No run is like that. Choose another status or workflow, or other words.</source>
      <translation>Kein Lauf ist so. Einen anderen Status oder Workflow oder andere Wörter wählen.</translation>
    </message>
    <message>
      <source>No runs here yet. Every run is kept, whether the window or the command line began it.</source>
      <translation>Noch keine Läufe. Jeder Lauf wird aufbewahrt, ob ihn das Fenster oder die Befehlszeile begann.</translation>
    </message>
    <message>
      <source>No shortcut is called that.</source>
      <translation>Kein Tastenkürzel heißt so.</translation>
    </message>
    <message>
      <source>No step is called that.</source>
      <translation>Kein Schritt heißt so.</translation>
    </message>
    <message>
      <source>No token was fetched.</source>
      <translation>Es wurde kein Token geholt.</translation>
    </message>
    <message>
      <source>No value yet: type it here</source>
      <translation>Noch kein Wert</translation>
    </message>
    <message>
      <source>No workflow is open</source>
      <translation>Kein Workflow ist geöffnet</translation>
    </message>
    <message>
      <source>No workflows here yet. Press + to make the first one.</source>
      <translation>Noch keine Workflows hier. Mit + den ersten anlegen.</translation>
    </message>
    <message>
      <source>Nobody called within {n} minutes. Listen again when you are ready.</source>
      <translation>Innerhalb von {n} Minuten hat niemand aufgerufen. Erneut warten, sobald es so weit ist.</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Keine</translation>
    </message>
    <message>
      <source>None (text as UTF-8)</source>
      <translation>Keine (Text als UTF-8)</translation>
    </message>
    <message>
      <source>Not all of it could be kept.</source>
      <translation>Nicht alles konnte aufbewahrt werden.</translation>
    </message>
    <message>
      <source>Not all of it was kept.</source>
      <translation>Nicht alles wurde aufbewahrt.</translation>
    </message>
    <message>
      <source>Not tested yet</source>
      <translation>Noch nicht getestet</translation>
    </message>
    <message>
      <source>Not to be used any more: {why}</source>
      <translation>Nicht mehr verwenden: {why}</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Notiz</translation>
    </message>
    <message>
      <source>Note of step {number}</source>
      <translation>Notiz von Schritt {number}</translation>
    </message>
    <message>
      <source>Note: {note}</source>
      <translation>Notiz: {note}</translation>
    </message>
    <message>
      <source>Note…</source>
      <translation>Notiz …</translation>
    </message>
    <message>
      <source>Nothing by that name or value. Test the steps above to see their values here.</source>
      <translation>Nichts mit diesem Namen oder Wert. Die Schritte darüber testen, um hier ihre Werte zu sehen.</translation>
    </message>
    <message>
      <source>Nothing found in {files}.</source>
      <translation>Nichts gefunden in {files}.</translation>
    </message>
    <message>
      <source>Nothing found.</source>
      <translation>Nichts gefunden.</translation>
    </message>
    <message>
      <source>Nothing in this body matches {path}</source>
      <translation>Nichts in diesem Body entspricht {path}</translation>
    </message>
    <message>
      <source>Nothing is called that. Try fewer letters.</source>
      <translation>Nichts heißt so. Mit weniger Buchstaben versuchen.</translation>
    </message>
    <message>
      <source>Nothing of the schema fits here.</source>
      <translation>Nichts aus dem Schema passt hier.</translation>
    </message>
    <message>
      <source>Nov</source>
      <translation>Nov</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Now:</source>
      <translation>Jetzt:</translation>
    </message>
    <message>
      <source>Now: {value}</source>
      <translation>Jetzt: {value}</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Zahl</translation>
    </message>
    <message>
      <source>Number steps in reading order, references follow</source>
      <translation>Schritte in Lesereihenfolge nummerieren, Referenzen folgen</translation>
    </message>
    <message>
      <source>OAuth 2.0 Authorization Code</source>
      <translation>OAuth 2.0 Authorization Code</translation>
    </message>
    <message>
      <source>OAuth 2.0 Client Credentials</source>
      <translation>OAuth 2.0 Client Credentials</translation>
    </message>
    <message>
      <source>OAuth 2.0 Refresh Token</source>
      <translation>OAuth 2.0 Refresh Token</translation>
    </message>
    <message>
      <source>Oct</source>
      <translation>Okt</translation>
    </message>
    <message>
      <source>Of row {row:,} only the result is kept. The steps are kept of the first 100 rows and of up to 1,000 that failed.</source>
      <translation>Von Zeile {row:,} ist nur das Ergebnis aufbewahrt. Die Schritte sind von den ersten 100 Zeilen und von bis zu 1.000 fehlgeschlagenen aufbewahrt.</translation>
    </message>
    <message>
      <source>Offer HTTP/2</source>
      <translation>HTTP/2 anbieten</translation>
    </message>
    <message>
      <source>On days of the week</source>
      <translation>An Wochentagen</translation>
    </message>
    <message>
      <source>On failure</source>
      <translation>Bei Fehler</translation>
    </message>
    <message>
      <source>Only for temporary credentials.</source>
      <translation>Nur für vorübergehende Zugangsdaten.</translation>
    </message>
    <message>
      <source>Only these authorities are trusted then. A path relative to the workspace.</source>
      <translation>Dann wird nur diesen Stellen vertraut. Ein Pfad relativ zum Arbeitsbereich.</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Open a copy</source>
      <translation>Eine Kopie öffnen</translation>
    </message>
    <message>
      <source>Open a folder of workflows</source>
      <translation>Einen Ordner mit Workflows öffnen</translation>
    </message>
    <message>
      <source>Open a workflow file</source>
      <translation>Eine Workflow-Datei öffnen</translation>
    </message>
    <message>
      <source>Open as it was</source>
      <translation>Öffnen, wie er war</translation>
    </message>
    <message>
      <source>Open example workspace</source>
      <translation>Beispiel-Arbeitsbereich öffnen</translation>
    </message>
    <message>
      <source>Open in the window</source>
      <translation>Im Fenster geöffnet</translation>
    </message>
    <message>
      <source>Open recent</source>
      <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>Open the API's documentation in the browser</source>
      <translation>Die Dokumentation der API im Browser öffnen</translation>
    </message>
    <message>
      <source>Open the example to try things</source>
      <translation>Das Beispiel zum Ausprobieren öffnen</translation>
    </message>
    <message>
      <source>Open the folder “{name}” ({words}) as workspace?</source>
      <translation>Den Ordner „{name}“ ({words}) als Arbeitsbereich öffnen?</translation>
    </message>
    <message>
      <source>Open the guide</source>
      <translation>Das Handbuch öffnen</translation>
    </message>
    <message>
      <source>Open the menu of variables</source>
      <translation>Das Menü der Variablen öffnen</translation>
    </message>
    <message>
      <source>Open the menu of variables; in GraphQL complete a name</source>
      <translation>Das Menü der Variablen öffnen; in GraphQL einen Namen vervollständigen</translation>
    </message>
    <message>
      <source>Open the menu of what is selected</source>
      <translation>Das Menü des Ausgewählten öffnen</translation>
    </message>
    <message>
      <source>Open the request the selected step sent as a new workflow</source>
      <translation>Die Anfrage, die der ausgewählte Schritt gesendet hat, als neuen Workflow öffnen</translation>
    </message>
    <message>
      <source>Open the slowest item</source>
      <translation>Das langsamste Element öffnen</translation>
    </message>
    <message>
      <source>Open this request as a new workflow</source>
      <translation>Diese Anfrage als neuen Workflow öffnen</translation>
    </message>
    <message>
      <source>Open workflow</source>
      <translation>Workflow öffnen</translation>
    </message>
    <message>
      <source>Open workflows</source>
      <translation>Geöffnete Workflows</translation>
    </message>
    <message>
      <source>Open workflow…</source>
      <translation>Workflow öffnen …</translation>
    </message>
    <message>
      <source>Open workspace</source>
      <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
      <source>Open workspace…</source>
      <translation>Arbeitsbereich öffnen …</translation>
    </message>
    <message>
      <source>Open {name}</source>
      <translation>{name} öffnen</translation>
    </message>
    <message>
      <source>OpenAPI document</source>
      <translation>OpenAPI-Dokument</translation>
    </message>
    <message>
      <source>Operation name</source>
      <translation>Name der Operation</translation>
    </message>
    <message>
      <source>Operations</source>
      <translation>Operationen</translation>
    </message>
    <message>
      <source>Operator</source>
      <translation>Operator</translation>
    </message>
    <message>
      <source>Optional: an event that does not fit this JSON Schema stops the run.</source>
      <translation>Optional: ein Ereignis, das nicht zu diesem JSON Schema passt, beendet den Lauf.</translation>
    </message>
    <message>
      <source>Options</source>
      <translation>Optionen</translation>
    </message>
    <message>
      <source>Or from an OpenAPI 3 document:</source>
      <translation>Oder aus einem OpenAPI-3-Dokument:</translation>
    </message>
    <message>
      <source>Original size</source>
      <translation>Originalgröße</translation>
    </message>
    <message>
      <source>Other ways to run the workflow</source>
      <translation>Andere Arten, den Workflow auszuführen</translation>
    </message>
    <message>
      <source>Outline</source>
      <translation>Gliederung</translation>
    </message>
    <message>
      <source>Outline of the workflow</source>
      <translation>Gliederung des Workflows</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>Ausgabe</translation>
    </message>
    <message>
      <source>Output as JSON</source>
      <translation>Ausgabe als JSON</translation>
    </message>
    <message>
      <source>Over https the server then chooses HTTP/2 if it can; else HTTP/1.1 is spoken.</source>
      <translation>Über https wählt der Server dann HTTP/2, wenn er kann; sonst wird HTTP/1.1 gesprochen.</translation>
    </message>
    <message>
      <source>PEM file with the certificate</source>
      <translation>PEM-Datei mit dem Zertifikat</translation>
    </message>
    <message>
      <source>PEM file, instead of the system's</source>
      <translation>PEM-Datei, anstelle der des Systems</translation>
    </message>
    <message>
      <source>PEM file; empty when the certificate's file has it</source>
      <translation>PEM-Datei; leer, wenn die Datei des Zertifikats ihn enthält</translation>
    </message>
    <message>
      <source>Pages at most</source>
      <translation>Höchstzahl der Seiten</translation>
    </message>
    <message>
      <source>Pagination</source>
      <translation>Seiten</translation>
    </message>
    <message>
      <source>Parameters</source>
      <translation>Parameter</translation>
    </message>
    <message>
      <source>Parts</source>
      <translation>Teile</translation>
    </message>
    <message>
      <source>Parts of the step</source>
      <translation>Teile des Schritts</translation>
    </message>
    <message>
      <source>Passes, when</source>
      <translation>Besteht, wenn</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>Passwort</translation>
    </message>
    <message>
      <source>Password of the key</source>
      <translation>Passwort des Schlüssels</translation>
    </message>
    <message>
      <source>Past runs</source>
      <translation>Frühere Läufe</translation>
    </message>
    <message>
      <source>Past runs can be opened when this run is over.</source>
      <translation>Frühere Läufe können geöffnet werden, wenn dieser Lauf vorbei ist.</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>Einfügen</translation>
    </message>
    <message>
      <source>Paste {steps}</source>
      <translation>{steps} einfügen</translation>
    </message>
    <message>
      <source>Path</source>
      <translation>Pfad</translation>
    </message>
    <message>
      <source>Path in the workspace, or {{ for a File</source>
      <translation>Pfad im Arbeitsbereich, oder {{ für eine Datei</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Pause: let no further step begin (F6)</source>
      <translation>Anhalten: keinen weiteren Schritt beginnen lassen (F6)</translation>
    </message>
    <message>
      <source>Paused before {step} · {time}</source>
      <translation>Angehalten vor {step} · {time}</translation>
    </message>
    <message>
      <source>Pausing</source>
      <translation>Hält an</translation>
    </message>
    <message>
      <source>Pick a type above to change that.</source>
      <translation>Oben eine Art auswählen, um das zu ändern.</translation>
    </message>
    <message>
      <source>Pin</source>
      <translation>Festhalten</translation>
    </message>
    <message>
      <source>Pin output</source>
      <translation>Ausgabe festhalten</translation>
    </message>
    <message>
      <source>Pin output: use it instead of running the step</source>
      <translation>Ausgabe festhalten: sie verwenden, statt den Schritt auszuführen</translation>
    </message>
    <message>
      <source>Pin this run as the baseline</source>
      <translation>Diesen Lauf als Vergleichsgrundlage festhalten</translation>
    </message>
    <message>
      <source>Pinned output of {title}</source>
      <translation>Festgehaltene Ausgabe von {title}</translation>
    </message>
    <message>
      <source>Pinned outputs stay.</source>
      <translation>Festgehaltene Ausgaben bleiben.</translation>
    </message>
    <message>
      <source>Places found</source>
      <translation>Fundstellen</translation>
    </message>
    <message>
      <source>Prefix</source>
      <translation>Präfix</translation>
    </message>
    <message>
      <source>Press + to add the first step, drag one here from Steps, or paste a cURL command.</source>
      <translation>Mit + den ersten Schritt hinzufügen, einen aus „Schritte“ hierher ziehen oder einen cURL-Befehl einfügen.</translation>
    </message>
    <message>
      <source>Press Tab to begin with this.</source>
      <translation>Tab fängt damit an.</translation>
    </message>
    <message>
      <source>Press Test workflow; every run is kept and listed here.</source>
      <translation>„Workflow testen“ drücken; jeder Lauf wird aufbewahrt und hier aufgelistet.</translation>
    </message>
    <message>
      <source>Pretty</source>
      <translation>Formatiert</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>Vorschau</translation>
    </message>
    <message>
      <source>Preview of step {name} (not sent)</source>
      <translation>Vorschau von Schritt {name} (nicht gesendet)</translation>
    </message>
    <message>
      <source>Previous match (Shift+Enter)</source>
      <translation>Voriger Treffer (Umschalt+Eingabe)</translation>
    </message>
    <message>
      <source>Previous place (Shift+Enter)</source>
      <translation>Vorige Stelle (Umschalt+Eingabe)</translation>
    </message>
    <message>
      <source>Problem: {reason}</source>
      <translation>Problem: {reason}</translation>
    </message>
    <message>
      <source>Problems of the step</source>
      <translation>Probleme des Schritts</translation>
    </message>
    <message>
      <source>Problems of the step…</source>
      <translation>Probleme des Schritts …</translation>
    </message>
    <message>
      <source>Problems…</source>
      <translation>Probleme …</translation>
    </message>
    <message>
      <source>Production</source>
      <translation>Produktion</translation>
    </message>
    <message>
      <source>Production: ask before every run</source>
      <translation>Produktion: vor jedem Lauf fragen</translation>
    </message>
    <message>
      <source>Protocol</source>
      <translation>Protokoll</translation>
    </message>
    <message>
      <source>Prove that a password is known without sending it.</source>
      <translation>Weist nach, dass ein Passwort bekannt ist, ohne es zu senden.</translation>
    </message>
    <message>
      <source>Proxy</source>
      <translation>Proxy</translation>
    </message>
    <message>
      <source>Proxy address</source>
      <translation>Proxy-Adresse</translation>
    </message>
    <message>
      <source>Proxy password</source>
      <translation>Proxy-Passwort</translation>
    </message>
    <message>
      <source>Proxy user</source>
      <translation>Proxy-Benutzer</translation>
    </message>
    <message>
      <source>Put the keys below the canvas</source>
      <translation>Tasten gelten unter der Arbeitsfläche</translation>
    </message>
    <message>
      <source>Put the keys on the left</source>
      <translation>Tasten gelten links</translation>
    </message>
    <message>
      <source>Put the keys on the right</source>
      <translation>Tasten gelten rechts</translation>
    </message>
    <message>
      <source>Put the keys on the workflow</source>
      <translation>Tasten gelten auf der Arbeitsfläche</translation>
    </message>
    <message>
      <source>Put {{self.pageToken}} where the request takes it; in the first request it is empty, and a row that holds nothing else is left out.</source>
      <translation>{{self.pageToken}} dort einsetzen, wo die Anfrage es erwartet; in der ersten Anfrage ist es leer, und eine Zeile, die sonst nichts enthält, wird ausgelassen.</translation>
    </message>
    <message>
      <source>Python</source>
      <translation>Python</translation>
    </message>
    <message>
      <source>Python functions run with all rights that you have:</source>
      <translation>Python-Funktionen laufen mit allen Rechten der angemeldeten Person:</translation>
    </message>
    <message>
      <source>Query</source>
      <translation>Query</translation>
    </message>
    <message>
      <source>Query Params</source>
      <translation>Query-Parameter</translation>
    </message>
    <message>
      <source>Query parameter</source>
      <translation>Query-Parameter</translation>
    </message>
    <message>
      <source>Query parameters</source>
      <translation>Query-Parameter</translation>
    </message>
    <message>
      <source>Query parameters by name</source>
      <translation>Query-Parameter nach Namen</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <source>ROPC Access Token</source>
      <translation>ROPC-Zugriffstoken</translation>
    </message>
    <message>
      <source>Raw</source>
      <translation>Roh</translation>
    </message>
    <message>
      <source>Read an OpenAPI 3 document (JSON or YAML) from a file</source>
      <translation>Ein OpenAPI-3-Dokument (JSON oder YAML) aus einer Datei lesen</translation>
    </message>
    <message>
      <source>Read as {path}</source>
      <translation>Gelesen als {path}</translation>
    </message>
    <message>
      <source>Read the OpenAPI 3 document at this address</source>
      <translation>Das OpenAPI-3-Dokument an dieser Adresse lesen</translation>
    </message>
    <message>
      <source>Read the text as</source>
      <translation>Den Text lesen als</translation>
    </message>
    <message>
      <source>Read timeout</source>
      <translation>Zeitlimit für das Lesen</translation>
    </message>
    <message>
      <source>Read timeout (s)</source>
      <translation>Zeitlimit Lesen (s)</translation>
    </message>
    <message>
      <source>Reading the data…</source>
      <translation>Daten werden gelesen …</translation>
    </message>
    <message>
      <source>Reading the description…</source>
      <translation>Die Beschreibung wird gelesen …</translation>
    </message>
    <message>
      <source>Reading the output…</source>
      <translation>Die Ausgabe wird gelesen …</translation>
    </message>
    <message>
      <source>Reading the text…</source>
      <translation>Der Text wird gelesen …</translation>
    </message>
    <message>
      <source>Receive body</source>
      <translation>Body empfangen</translation>
    </message>
    <message>
      <source>Recent workspaces</source>
      <translation>Letzte Arbeitsbereiche</translation>
    </message>
    <message>
      <source>Recover</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Recover unsaved work</source>
      <translation>Nicht gespeicherte Arbeit wiederherstellen</translation>
    </message>
    <message>
      <source>Redirect port (0: any)</source>
      <translation>Port der Weiterleitung (0: beliebig)</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Redo {edit}</source>
      <translation>Wiederherstellen {edit}</translation>
    </message>
    <message>
      <source>Refer to secret variables</source>
      <translation>Auf geheime Variablen verweisen</translation>
    </message>
    <message>
      <source>References to step {n} {title}</source>
      <translation>Referenzen auf Schritt {n} {title}</translation>
    </message>
    <message>
      <source>Refresh token</source>
      <translation>Refresh-Token</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>Region</translation>
    </message>
    <message>
      <source>Regular expression</source>
      <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
      <source>Reload</source>
      <translation>Neu laden</translation>
    </message>
    <message>
      <source>Reload from disk</source>
      <translation>Von der Festplatte neu laden</translation>
    </message>
    <message>
      <source>Remote address</source>
      <translation>Entfernte Adresse</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Remove breakpoint</source>
      <translation>Haltepunkt entfernen</translation>
    </message>
    <message>
      <source>Remove this rule</source>
      <translation>Diese Regel entfernen</translation>
    </message>
    <message>
      <source>Remove this variable</source>
      <translation>Diese Variable entfernen</translation>
    </message>
    <message>
      <source>Remove {name}</source>
      <translation>{name} entfernen</translation>
    </message>
    <message>
      <source>Rename (F2)</source>
      <translation>Umbenennen (F2)</translation>
    </message>
    <message>
      <source>Rename step</source>
      <translation>Schritt umbenennen</translation>
    </message>
    <message>
      <source>Rename {name}</source>
      <translation>{name} umbenennen</translation>
    </message>
    <message numerus="yes">
      <source>Rename {n} places</source>
      <comment>Rename {n} place</comment>
      <translation>
        <numerusform>{n} Stelle umbenennen</numerusform>
        <numerusform>{n} Stellen umbenennen</numerusform>
      </translation>
    </message>
    <message>
      <source>Rename “{old}” to “{new}”</source>
      <translation>„{old}“ in „{new}“ umbenennen</translation>
    </message>
    <message>
      <source>Rename…</source>
      <translation>Umbenennen …</translation>
    </message>
    <message>
      <source>Renumber steps</source>
      <translation>Schritte neu nummerieren</translation>
    </message>
    <message>
      <source>Request</source>
      <translation>Anfrage</translation>
    </message>
    <message>
      <source>Request URL</source>
      <translation>URL der Anfrage</translation>
    </message>
    <message>
      <source>Request body</source>
      <translation>Body der Anfrage</translation>
    </message>
    <message>
      <source>Request trigger</source>
      <translation>Anfrage-Auslöser</translation>
    </message>
    <message>
      <source>Requests a second</source>
      <translation>Anfragen pro Sekunde</translation>
    </message>
    <message>
      <source>Requests done</source>
      <translation>Fertige Anfragen</translation>
    </message>
    <message>
      <source>Require this field</source>
      <translation>Dieses Feld verlangen</translation>
    </message>
    <message>
      <source>Required body fields</source>
      <translation>Erforderliche Body-Felder</translation>
    </message>
    <message>
      <source>Required headers</source>
      <translation>Erforderliche Header</translation>
    </message>
    <message>
      <source>Required parameters</source>
      <translation>Erforderliche Parameter</translation>
    </message>
    <message>
      <source>Response</source>
      <translation>Antwort</translation>
    </message>
    <message>
      <source>Response body</source>
      <translation>Body der Antwort</translation>
    </message>
    <message>
      <source>Response size limit (MB, after decompression)</source>
      <translation>Größengrenze der Antwort (MB, nach dem Entpacken)</translation>
    </message>
    <message>
      <source>Response value or error</source>
      <translation>Antwortwert oder Fehler</translation>
    </message>
    <message>
      <source>Restore defaults</source>
      <translation>Auf Standard zurücksetzen</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Result of the chosen row</source>
      <translation>Ergebnis der ausgewählten Zeile</translation>
    </message>
    <message>
      <source>Result: {value}</source>
      <translation>Ergebnis: {value}</translation>
    </message>
    <message>
      <source>Results of the rows</source>
      <translation>Ergebnisse der Zeilen</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>Wiederholung</translation>
    </message>
    <message>
      <source>Retry methods that may act twice (POST, PATCH and others)</source>
      <translation>Methoden wiederholen, die zweimal wirken können (POST, PATCH und andere)</translation>
    </message>
    <message>
      <source>Return</source>
      <translation>Eingabe</translation>
    </message>
    <message>
      <source>Return on a reference</source>
      <translation>Eingabe auf einer Referenz</translation>
    </message>
    <message>
      <source>Right</source>
      <translation>Rechts</translation>
    </message>
    <message>
      <source>Right side</source>
      <translation>Rechte Seite</translation>
    </message>
    <message>
      <source>Row</source>
      <translation>Zeile</translation>
    </message>
    <message>
      <source>Row menu</source>
      <translation>Zeilenmenü</translation>
    </message>
    <message>
      <source>Row {row:,}, line {line:,} of the data</source>
      <translation>Zeile {row:,}, Zeile {line:,} der Daten</translation>
    </message>
    <message>
      <source>Rows at once</source>
      <translation>Zeilen gleichzeitig</translation>
    </message>
    <message>
      <source>Rows done</source>
      <translation>Fertige Zeilen</translation>
    </message>
    <message>
      <source>Rule {n}</source>
      <translation>Regel {n}</translation>
    </message>
    <message>
      <source>Rules</source>
      <translation>Regeln</translation>
    </message>
    <message>
      <source>Run</source>
      <translation>Lauf</translation>
    </message>
    <message>
      <source>Run again</source>
      <translation>Erneut ausführen</translation>
    </message>
    <message>
      <source>Run again with the same input</source>
      <translation>Mit derselben Eingabe erneut ausführen</translation>
    </message>
    <message>
      <source>Run another workflow</source>
      <translation>Anderen Workflow ausführen</translation>
    </message>
    <message>
      <source>Run another workflow of the workspace and use its result.</source>
      <translation>Führt einen anderen Workflow des Arbeitsbereichs aus und verwendet sein Ergebnis.</translation>
    </message>
    <message>
      <source>Run everything down to the selected step</source>
      <translation>Alles bis zum ausgewählten Schritt ausführen</translation>
    </message>
    <message>
      <source>Run from here</source>
      <translation>Ab hier ausführen</translation>
    </message>
    <message>
      <source>Run history</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>Run history…</source>
      <translation>Verlauf …</translation>
    </message>
    <message>
      <source>Run it</source>
      <translation>Ausführen</translation>
    </message>
    <message>
      <source>Run one step, then pause again</source>
      <translation>Einen Schritt ausführen, dann wieder anhalten</translation>
    </message>
    <message>
      <source>Run panel</source>
      <translation>Laufbereich</translation>
    </message>
    <message>
      <source>Run the selected step alone</source>
      <translation>Nur den ausgewählten Schritt ausführen</translation>
    </message>
    <message>
      <source>Run the selected step and all after it on the latest outputs of those before</source>
      <translation>Den ausgewählten Schritt und alle danach mit den letzten Ausgaben der vorherigen ausführen</translation>
    </message>
    <message>
      <source>Run the whole workflow</source>
      <translation>Den ganzen Workflow ausführen</translation>
    </message>
    <message>
      <source>Run the workflow as it is now with the same input</source>
      <translation>Den Workflow, wie er jetzt ist, mit derselben Eingabe ausführen</translation>
    </message>
    <message>
      <source>Run the workflow for each row of a file</source>
      <translation>Den Workflow für jede Zeile einer Datei ausführen</translation>
    </message>
    <message>
      <source>Run the workflow, one step at a time</source>
      <translation>Den Workflow Schritt für Schritt ausführen</translation>
    </message>
    <message>
      <source>Run this step alone on the latest outputs of the steps above</source>
      <translation>Nur diesen Schritt mit den letzten Ausgaben der Schritte darüber ausführen</translation>
    </message>
    <message>
      <source>Run up to here</source>
      <translation>Bis hier ausführen</translation>
    </message>
    <message>
      <source>Run up to here, from here, edit the pinned output</source>
      <translation>Bis hier ausführen, ab hier, die festgehaltene Ausgabe bearbeiten</translation>
    </message>
    <message>
      <source>Run with data…</source>
      <translation>Mit Daten ausführen …</translation>
    </message>
    <message>
      <source>Run with this data again…</source>
      <translation>Mit diesen Daten erneut ausführen …</translation>
    </message>
    <message>
      <source>Run “{name}” with data</source>
      <translation>„{name}“ mit Daten ausführen</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>Läuft</translation>
    </message>
    <message>
      <source>Runs (*.json)</source>
      <translation>Läufe (*.json)</translation>
    </message>
    <message>
      <source>Runs do not wait at Delays</source>
      <translation>Läufe warten nicht bei Verzögerungen</translation>
    </message>
    <message>
      <source>Runs pause before the selected steps</source>
      <translation>Läufe halten vor den ausgewählten Schritten an</translation>
    </message>
    <message>
      <source>Runs reach what is in real use; each is asked about first</source>
      <translation>Läufe erreichen, was wirklich im Einsatz ist; jeder wird zuerst erfragt</translation>
    </message>
    <message>
      <source>Runs use this output and do not run the step.</source>
      <translation>Läufe verwenden diese Ausgabe und führen den Schritt nicht aus.</translation>
    </message>
    <message>
      <source>Said when the rules are false, before the rule and its values.</source>
      <translation>Wird gesagt, wenn die Regeln falsch sind, vor der Regel und ihren Werten.</translation>
    </message>
    <message>
      <source>Sat</source>
      <translation>Sa</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Save as…</source>
      <translation>Speichern unter …</translation>
    </message>
    <message>
      <source>Save body</source>
      <translation>Body speichern</translation>
    </message>
    <message>
      <source>Save body…</source>
      <translation>Body speichern …</translation>
    </message>
    <message>
      <source>Save workflow</source>
      <translation>Workflow speichern</translation>
    </message>
    <message>
      <source>Saved as {name}.</source>
      <translation>Als {name} gespeichert.</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>Speichern …</translation>
    </message>
    <message>
      <source>Schedule</source>
      <translation>Zeitplan</translation>
    </message>
    <message>
      <source>Scope</source>
      <translation>Scope</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Search the response shown below</source>
      <translation>Die unten gezeigte Antwort durchsuchen</translation>
    </message>
    <message>
      <source>Search the workspace</source>
      <translation>Alles durchsuchen</translation>
    </message>
    <message>
      <source>Search the workspace (Ctrl+Shift+F)</source>
      <translation>Den Arbeitsbereich durchsuchen (Strg+Umschalt+F)</translation>
    </message>
    <message>
      <source>Search workspace…</source>
      <translation>Arbeitsbereich durchsuchen …</translation>
    </message>
    <message>
      <source>Searching…</source>
      <translation>Suche läuft …</translation>
    </message>
    <message>
      <source>Seconds</source>
      <translation>Sekunden</translation>
    </message>
    <message>
      <source>Secret</source>
      <translation>Geheim</translation>
    </message>
    <message>
      <source>Secret access key</source>
      <translation>Geheimer Zugriffsschlüssel</translation>
    </message>
    <message>
      <source>Secret: the value is in no file. Click to make it plain</source>
      <translation>Geheim: der Wert steht in keiner Datei. Klick macht ihn offen</translation>
    </message>
    <message>
      <source>Secrets are sent to</source>
      <translation>Geheimnisse werden gesendet an</translation>
    </message>
    <message>
      <source>See in a minute what is where</source>
      <translation>In einer Minute sehen, was wo ist</translation>
    </message>
    <message>
      <source>Select a card and change it here. Type {{ in a field to use an earlier answer. What you type is in the workflow at once and can be undone.</source>
      <translation>Eine Karte auswählen und hier ändern. {{ in einem Feld verwendet eine frühere Antwort. Jede Eingabe steht sofort im Workflow und kann rückgängig gemacht werden.</translation>
    </message>
    <message>
      <source>Select a step that has sent a request: run it first, or open a past run.</source>
      <translation>Einen Schritt auswählen, der eine Anfrage gesendet hat: zuerst ausführen oder einen früheren Lauf öffnen.</translation>
    </message>
    <message>
      <source>Select a step to see and edit it here.

Click a + on the canvas to add one.</source>
      <translation>Einen Schritt auswählen, um ihn hier zu sehen und zu bearbeiten.

Ein + auf der Arbeitsfläche fügt einen hinzu.</translation>
    </message>
    <message>
      <source>Select all</source>
      <translation>Alles auswählen</translation>
    </message>
    <message>
      <source>Select all steps</source>
      <translation>Alle Schritte auswählen</translation>
    </message>
    <message>
      <source>Select every step</source>
      <translation>Jeden Schritt auswählen</translation>
    </message>
    <message>
      <source>Select more steps</source>
      <translation>Weitere Schritte auswählen</translation>
    </message>
    <message>
      <source>Select two runs to see what differs, step by step</source>
      <translation>Zwei Läufe auswählen, um Schritt für Schritt zu sehen, was sich unterscheidet</translation>
    </message>
    <message>
      <source>Send a GraphQL query with its variables.</source>
      <translation>Sendet eine GraphQL-Abfrage mit ihren Variablen.</translation>
    </message>
    <message>
      <source>Send a JSON object, one row a key.</source>
      <translation>Sendet ein JSON-Objekt, eine Zeile je Schlüssel.</translation>
    </message>
    <message>
      <source>Send a credential in a cookie of your choice.</source>
      <translation>Sendet Zugangsdaten in einem frei gewählten Cookie.</translation>
    </message>
    <message>
      <source>Send a credential in a header of your choice.</source>
      <translation>Sendet Zugangsdaten in einem frei gewählten Header.</translation>
    </message>
    <message>
      <source>Send a file as it is.</source>
      <translation>Sendet eine Datei, wie sie ist.</translation>
    </message>
    <message>
      <source>Send a form, one row a field.</source>
      <translation>Sendet ein Formular, eine Zeile je Feld.</translation>
    </message>
    <message>
      <source>Send a token in the Authorization header.</source>
      <translation>Sendet ein Token im Authorization-Header.</translation>
    </message>
    <message>
      <source>Send a user name and a password in the Authorization header.</source>
      <translation>Sendet Benutzername und Passwort im Authorization-Header.</translation>
    </message>
    <message>
      <source>Send an XML document.</source>
      <translation>Sendet ein XML-Dokument.</translation>
    </message>
    <message>
      <source>Send and keep cookies of this run</source>
      <translation>Cookies dieses Laufs senden und aufbewahren</translation>
    </message>
    <message>
      <source>Send credentials as query parameters, masked wherever the address is shown.</source>
      <translation>Sendet Zugangsdaten als Query-Parameter, überall verdeckt, wo die Adresse gezeigt wird.</translation>
    </message>
    <message>
      <source>Send credentials to other hosts</source>
      <translation>Zugangsdaten an andere Hosts senden</translation>
    </message>
    <message>
      <source>Send no body.</source>
      <translation>Sendet keinen Body.</translation>
    </message>
    <message>
      <source>Send no credentials.</source>
      <translation>Sendet keine Zugangsdaten.</translation>
    </message>
    <message>
      <source>Send request</source>
      <translation>Anfrage senden</translation>
    </message>
    <message>
      <source>Send text as it is typed.</source>
      <translation>Sendet Text, wie er eingegeben ist.</translation>
    </message>
    <message>
      <source>Send text fields and files.</source>
      <translation>Sendet Textfelder und Dateien.</translation>
    </message>
    <message>
      <source>Send this header again</source>
      <translation>Diesen Header wieder senden</translation>
    </message>
    <message>
      <source>Send this row. Here Space switches, ↑↓ walk, Del deletes.</source>
      <translation>Diese Zeile senden. Hier schaltet die Leertaste, ↑↓ bewegt, Entf löscht.</translation>
    </message>
    <message>
      <source>Sent to the token endpoint with the others.</source>
      <translation>Wird mit den anderen an den Token-Endpunkt gesendet.</translation>
    </message>
    <message>
      <source>Sep</source>
      <translation>Sep</translation>
    </message>
    <message>
      <source>Separated by spaces.</source>
      <translation>Durch Leerzeichen getrennt.</translation>
    </message>
    <message>
      <source>Service</source>
      <translation>Dienst</translation>
    </message>
    <message>
      <source>Session token</source>
      <translation>Sitzungstoken</translation>
    </message>
    <message>
      <source>Set everything here as it was at first</source>
      <translation>Hier alles auf den Anfangszustand setzen</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Settings…</source>
      <translation>Einstellungen …</translation>
    </message>
    <message>
      <source>Shift and click</source>
      <translation>Umschalt und Klick</translation>
    </message>
    <message>
      <source>Shift+C</source>
      <translation>Umschalt+C</translation>
    </message>
    <message>
      <source>Show all steps of the run on one time axis</source>
      <translation>Alle Schritte des Laufs auf einer Zeitachse zeigen</translation>
    </message>
    <message>
      <source>Show its rows</source>
      <translation>Seine Zeilen zeigen</translation>
    </message>
    <message>
      <source>Show or hide the run panel</source>
      <translation>Den Laufbereich ein- oder ausblenden</translation>
    </message>
    <message>
      <source>Show or hide the side bar</source>
      <translation>Die Seitenleiste ein- oder ausblenden</translation>
    </message>
    <message>
      <source>Show steps that are the same</source>
      <translation>Gleiche Schritte zeigen</translation>
    </message>
    <message>
      <source>Show the canvas at 100 %</source>
      <translation>Die Arbeitsfläche mit 100 % zeigen</translation>
    </message>
    <message>
      <source>Show the request as it would be sent, without sending it</source>
      <translation>Die Anfrage zeigen, wie sie gesendet würde, ohne sie zu senden</translation>
    </message>
    <message>
      <source>Show the run on the canvas; of a data-driven run list its rows</source>
      <translation>Den Lauf auf der Arbeitsfläche zeigen; bei einem Lauf mit Daten die Zeilen auflisten</translation>
    </message>
    <message>
      <source>Show the selected steps</source>
      <translation>Die ausgewählten Schritte zeigen</translation>
    </message>
    <message>
      <source>Show the whole workflow</source>
      <translation>Den ganzen Workflow zeigen</translation>
    </message>
    <message>
      <source>Show the workflow beside its file or an earlier revision, step by step</source>
      <translation>Den Workflow neben seiner Datei oder einer früheren Revision zeigen, Schritt für Schritt</translation>
    </message>
    <message>
      <source>Show what is typed</source>
      <translation>Zeigen, was eingegeben ist</translation>
    </message>
    <message>
      <source>Show {more} more of {total} rows</source>
      <translation>{more} weitere von {total} Zeilen zeigen</translation>
    </message>
    <message>
      <source>Shown to servers that ask for one. A path relative to the workspace.</source>
      <translation>Wird Servern gezeigt, die eines verlangen. Ein Pfad relativ zum Arbeitsbereich.</translation>
    </message>
    <message>
      <source>Shows a value once step {n} has been tested</source>
      <translation>Zeigt einen Wert, sobald Schritt {n} getestet wurde</translation>
    </message>
    <message>
      <source>Side bar</source>
      <translation>Seitenleiste</translation>
    </message>
    <message>
      <source>Sign each request for AWS (Signature Version 4).</source>
      <translation>Signiert jede Anfrage für AWS (Signature Version 4).</translation>
    </message>
    <message>
      <source>Sign in with the system's browser, and get access tokens for the one who did.</source>
      <translation>Meldet im Browser des Systems an und holt Zugriffstokens für die angemeldete Person.</translation>
    </message>
    <message>
      <source>Size of code, paths and values</source>
      <translation>Größe von Code, Pfaden und Werten</translation>
    </message>
    <message>
      <source>Size of the interface's font</source>
      <translation>Größe der Schrift der Oberfläche</translation>
    </message>
    <message>
      <source>Skip delays</source>
      <translation>Verzögerungen überspringen</translation>
    </message>
    <message>
      <source>Slowest</source>
      <translation>Langsamste</translation>
    </message>
    <message>
      <source>Slowest: {n:,} · {time}</source>
      <translation>Langsamstes: {n:,} · {time}</translation>
    </message>
    <message>
      <source>Smaller</source>
      <translation>Kleiner</translation>
    </message>
    <message>
      <source>So many items run at the same time.</source>
      <translation>So viele Elemente laufen gleichzeitig.</translation>
    </message>
    <message>
      <source>Some providers want to know what the token is for.</source>
      <translation>Manche Anbieter wollen wissen, wofür das Token ist.</translation>
    </message>
    <message>
      <source>Space and drag</source>
      <translation>Leertaste und Ziehen</translation>
    </message>
    <message>
      <source>Stands before the path of every request that uses this connection.</source>
      <translation>Steht vor dem Pfad jeder Anfrage, die diese Verbindung verwendet.</translation>
    </message>
    <message>
      <source>Stands for the token of the next page; empty in the first request</source>
      <translation>Steht für das Token der nächsten Seite; leer in der ersten Anfrage</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Starten</translation>
    </message>
    <message>
      <source>Start an empty workflow</source>
      <translation>Einen leeren Workflow beginnen</translation>
    </message>
    <message>
      <source>Start the workflow at certain times.</source>
      <translation>Startet den Workflow zu bestimmten Zeiten.</translation>
    </message>
    <message>
      <source>Start the workflow with an HTTP request.</source>
      <translation>Startet den Workflow mit einer HTTP-Anfrage.</translation>
    </message>
    <message>
      <source>Start the workflow with an event.</source>
      <translation>Startet den Workflow mit einem Ereignis.</translation>
    </message>
    <message>
      <source>Started</source>
      <translation>Begonnen</translation>
    </message>
    <message>
      <source>Starts</source>
      <translation>Startet</translation>
    </message>
    <message>
      <source>Starts on a schedule</source>
      <translation>Startet nach Zeitplan</translation>
    </message>
    <message>
      <source>Starts with</source>
      <translation>Beginnt mit</translation>
    </message>
    <message>
      <source>Starts with a request</source>
      <translation>Startet mit einer Anfrage</translation>
    </message>
    <message>
      <source>Starts with an event</source>
      <translation>Startet mit einem Ereignis</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Status</translation>
    </message>
    <message>
      <source>Status code</source>
      <translation>Statuscode</translation>
    </message>
    <message>
      <source>Status of the runs</source>
      <translation>Status der Läufe</translation>
    </message>
    <message>
      <source>Step</source>
      <translation>Schritt</translation>
    </message>
    <message>
      <source>Step through</source>
      <translation>Schrittweise ausführen</translation>
    </message>
    <message>
      <source>Step {n}</source>
      <translation>Schritt {n}</translation>
    </message>
    <message>
      <source>Steploom user guide</source>
      <translation>Steploom-Handbuch</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>Schritte</translation>
    </message>
    <message>
      <source>Steps of both versions</source>
      <translation>Schritte beider Versionen</translation>
    </message>
    <message>
      <source>Steps of the run</source>
      <translation>Schritte des Laufs</translation>
    </message>
    <message>
      <source>Steps run from top to bottom. Press a + to add one, or drag one from Steps at the left.</source>
      <translation>Schritte laufen von oben nach unten. Ein + fügt einen hinzu, oder einen aus „Schritte“ links hierher ziehen.</translation>
    </message>
    <message>
      <source>Steps to add</source>
      <translation>Schritte zum Hinzufügen</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Stop and close</source>
      <translation>Abbrechen und schließen</translation>
    </message>
    <message>
      <source>Stop at the first failed row</source>
      <translation>Bei der ersten fehlgeschlagenen Zeile aufhören</translation>
    </message>
    <message>
      <source>Stop ends the other items and the run; Continue runs them on and counts it.</source>
      <translation>„Abbrechen“ beendet die anderen Elemente und den Lauf; „Fortsetzen“ lässt sie weiterlaufen und zählt es.</translation>
    </message>
    <message>
      <source>Stop the run at once</source>
      <translation>Den Lauf sofort abbrechen</translation>
    </message>
    <message>
      <source>Stop using it</source>
      <translation>Nicht mehr verwenden</translation>
    </message>
    <message>
      <source>Stop when</source>
      <translation>Aufhören, wenn</translation>
    </message>
    <message>
      <source>Stopped: {words}. Resume goes on with the others.</source>
      <translation>Abgebrochen: {words}. „Fortsetzen“ macht mit den übrigen weiter.</translation>
    </message>
    <message>
      <source>String</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>Sub-workflow</source>
      <translation>Unterworkflow</translation>
    </message>
    <message>
      <source>Sun</source>
      <translation>So</translation>
    </message>
    <message>
      <source>Switch light / dark</source>
      <translation>Hell / dunkel umschalten</translation>
    </message>
    <message>
      <source>TLS handshake</source>
      <translation>TLS-Handshake</translation>
    </message>
    <message>
      <source>Tab and Shift+Tab</source>
      <translation>Tabulator und Umschalt+Tabulator</translation>
    </message>
    <message>
      <source>Table</source>
      <translation>Tabelle</translation>
    </message>
    <message>
      <source>Take a step of another version</source>
      <translation>Schritt einer anderen Version übernehmen</translation>
    </message>
    <message>
      <source>Take over what the other program wrote; undo brings mine back</source>
      <translation>Übernehmen, was das andere Programm schrieb; „Rückgängig“ bringt das eigene zurück</translation>
    </message>
    <message>
      <source>Take the last edit back</source>
      <translation>Die letzte Bearbeitung zurücknehmen</translation>
    </message>
    <message>
      <source>Take the tour</source>
      <translation>Rundgang beginnen</translation>
    </message>
    <message>
      <source>Take the whole row: Space switches, Del deletes, F2 edits</source>
      <translation>Die ganze Zeile nehmen: Leertaste schaltet, Entf löscht, F2 bearbeitet</translation>
    </message>
    <message>
      <source>Take this step out</source>
      <translation>Diesen Schritt entfernen</translation>
    </message>
    <message>
      <source>Take this step over</source>
      <translation>Diesen Schritt übernehmen</translation>
    </message>
    <message>
      <source>Test</source>
      <translation>Testen</translation>
    </message>
    <message>
      <source>Test a step or the workflow, then choose a step to see its response here.</source>
      <translation>Einen Schritt oder den Workflow testen, dann einen Schritt auswählen, um seine Antwort hier zu sehen.</translation>
    </message>
    <message>
      <source>Test connection</source>
      <translation>Verbindung testen</translation>
    </message>
    <message>
      <source>Test data</source>
      <translation>Testdaten</translation>
    </message>
    <message>
      <source>Test endpoint</source>
      <translation>Test-Endpunkt</translation>
    </message>
    <message>
      <source>Test step</source>
      <translation>Schritt testen</translation>
    </message>
    <message>
      <source>Test workflow</source>
      <translation>Workflow testen</translation>
    </message>
    <message>
      <source>Test workflow runs everything; the example answers offline. Each card then shows how its step went, and the panel below shows what was sent and what came back.</source>
      <translation>„Workflow testen“ führt alles aus; das Beispiel antwortet ohne Netz. Jede Karte zeigt dann, wie es ihrem Schritt erging, und der Bereich unten, was gesendet wurde und zurückkam.</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>Text of the page</source>
      <translation>Text der Seite</translation>
    </message>
    <message>
      <source>Text or {{ variable</source>
      <translation>Text oder {{ Variable</translation>
    </message>
    <message>
      <source>That run did not reach this step.</source>
      <translation>Jener Lauf erreichte diesen Schritt nicht.</translation>
    </message>
    <message>
      <source>That you trust it cannot be noted: {why}</source>
      <translation>Dass ihm vertraut wird, kann nicht vermerkt werden: {why}</translation>
    </message>
    <message>
      <source>The address after redirects</source>
      <translation>Die Adresse nach Weiterleitungen</translation>
    </message>
    <message>
      <source>The answer cannot be read: {why}.</source>
      <translation>Die Antwort kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
      <source>The baseline ({time})</source>
      <translation>Die Vergleichsgrundlage ({time})</translation>
    </message>
    <message>
      <source>The body cannot be filtered: {why}</source>
      <translation>Der Body kann nicht gefiltert werden: {why}</translation>
    </message>
    <message>
      <source>The body cannot be read any more ({why}). Run the step again.</source>
      <translation>Der Body kann nicht mehr gelesen werden ({why}). Den Schritt erneut ausführen.</translation>
    </message>
    <message>
      <source>The body cannot be read as JSON: {why}</source>
      <translation>Der Body kann nicht als JSON gelesen werden: {why}</translation>
    </message>
    <message>
      <source>The body cannot be read: {why}</source>
      <translation>Der Body kann nicht gelesen werden: {why}</translation>
    </message>
    <message>
      <source>The body cannot be searched: {why}</source>
      <translation>Der Body kann nicht durchsucht werden: {why}</translation>
    </message>
    <message>
      <source>The body is not there any more.</source>
      <translation>Den Body gibt es nicht mehr.</translation>
    </message>
    <message>
      <source>The body that was sent cannot be read: {why}.</source>
      <translation>Der gesendete Body kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
      <source>The body: JSON as its value, else text or a File</source>
      <translation>Der Body: JSON als Wert, sonst Text oder eine Datei</translation>
    </message>
    <message>
      <source>The body: JSON or a form as its value, else text</source>
      <translation>Der Body: JSON oder ein Formular als Wert, sonst Text</translation>
    </message>
    <message>
      <source>The breakpoints cannot be kept for the next start: {why}</source>
      <translation>Die Haltepunkte können nicht für den nächsten Start aufbewahrt werden: {why}</translation>
    </message>
    <message>
      <source>The browser comes back to http://127.0.0.1:PORT/callback, which some providers want to know beforehand.</source>
      <translation>Der Browser kommt zu http://127.0.0.1:PORT/callback zurück; manche Anbieter wollen das vorher wissen.</translation>
    </message>
    <message>
      <source>The call is the test data now.</source>
      <translation>Der Aufruf ist jetzt die Testdaten.</translation>
    </message>
    <message>
      <source>The charset “{name}” is unknown; the text is read as UTF-8. The menu can change that.</source>
      <translation>Der Zeichensatz „{name}“ ist unbekannt; der Text wird als UTF-8 gelesen. Das Menü kann das ändern.</translation>
    </message>
    <message>
      <source>The clipboard's JSON holds no steps.</source>
      <translation>Das JSON der Zwischenablage enthält keine Schritte.</translation>
    </message>
    <message>
      <source>The clipboard's steps cannot be read: steps{place}: {reason}</source>
      <translation>Die Schritte der Zwischenablage können nicht gelesen werden: steps{place}: {reason}</translation>
    </message>
    <message>
      <source>The clipboard's steps have format {format}, this version knows formats up to {known}: update the program to paste them.</source>
      <translation>Die Schritte der Zwischenablage haben Format {format}, diese Version kennt Formate bis {known}: das Programm aktualisieren, um sie einzufügen.</translation>
    </message>
    <message>
      <source>The clipboard's text is not a list of steps.</source>
      <translation>Der Text der Zwischenablage ist keine Liste von Schritten.</translation>
    </message>
    <message>
      <source>The clipboard's text is too long to be steps: {n} million characters, at most {limit} million are read.</source>
      <translation>Der Text der Zwischenablage ist zu lang für Schritte: {n} Millionen Zeichen, gelesen werden höchstens {limit} Millionen.</translation>
    </message>
    <message>
      <source>The environment whose variables runs use</source>
      <translation>Die Umgebung, deren Variablen Läufe verwenden</translation>
    </message>
    <message>
      <source>The event the run was started with</source>
      <translation>Das Ereignis, mit dem der Lauf gestartet wurde</translation>
    </message>
    <message>
      <source>The event was the trigger's example.</source>
      <translation>Das Ereignis war das Beispiel des Auslösers.</translation>
    </message>
    <message>
      <source>The example cannot be copied: {why}</source>
      <translation>Das Beispiel kann nicht kopiert werden: {why}</translation>
    </message>
    <message>
      <source>The field takes no {kind}</source>
      <translation>Das Feld nimmt kein {kind}</translation>
    </message>
    <message>
      <source>The field takes no {kind}: → opens it</source>
      <translation>Das Feld nimmt kein {kind}: → öffnet es</translation>
    </message>
    <message>
      <source>The file has not been committed yet.</source>
      <translation>Die Datei wurde noch nicht in git eingetragen.</translation>
    </message>
    <message>
      <source>The file is left as it is.</source>
      <translation>Die Datei bleibt, wie sie ist.</translation>
    </message>
    <message>
      <source>The file of “{name}” was deleted by another program. The workflow stays open here; save to write its file again.</source>
      <translation>Die Datei von „{name}“ wurde von einem anderen Programm gelöscht. Der Workflow bleibt hier offen; Speichern schreibt seine Datei wieder.</translation>
    </message>
    <message>
      <source>The file on disk cannot be read. {why}</source>
      <translation>Die Datei auf der Festplatte kann nicht gelesen werden. {why}</translation>
    </message>
    <message>
      <source>The first 100 rows are kept whole, and of the others up to 1,000 that failed.</source>
      <translation>Die ersten 100 Zeilen sind ganz aufbewahrt, von den übrigen bis zu 1.000 fehlgeschlagene.</translation>
    </message>
    <message>
      <source>The first file, or null</source>
      <translation>Die erste Datei, oder null</translation>
    </message>
    <message>
      <source>The first rows; the whole file is checked before anything is sent.</source>
      <translation>Die ersten Zeilen; die ganze Datei wird geprüft, bevor etwas gesendet wird.</translation>
    </message>
    <message>
      <source>The first {n:,} of {total:,} items are listed.</source>
      <translation>Die ersten {n:,} von {total:,} Elementen sind aufgelistet.</translation>
    </message>
    <message>
      <source>The first {n} of {total} places that differ from {run}</source>
      <translation>Die ersten {n} von {total} Stellen, die von {run} abweichen</translation>
    </message>
    <message>
      <source>The first {what}; Raw and Save have all.</source>
      <translation>Die ersten {what}; „Roh“ und „Speichern“ haben alles.</translation>
    </message>
    <message>
      <source>The formatted body cannot be read: {why}</source>
      <translation>Der formatierte Body kann nicht gelesen werden: {why}</translation>
    </message>
    <message>
      <source>The header Link: rel=next</source>
      <translation>Der Header Link: rel=next</translation>
    </message>
    <message>
      <source>The helper process ended while it read the body. Try again, or use Raw.</source>
      <translation>Der Hilfsprozess endete, während er den Body las. Noch einmal versuchen oder „Roh“ verwenden.</translation>
    </message>
    <message>
      <source>The history of runs cannot be read: {why}.</source>
      <translation>Der Verlauf kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
      <source>The history of runs is damaged and cannot be moved away: {why}.</source>
      <translation>Der Verlauf ist beschädigt und kann nicht verschoben werden: {why}.</translation>
    </message>
    <message>
      <source>The history of runs was damaged and is begun anew. What was there lies in {place}.</source>
      <translation>Der Verlauf war beschädigt und wird neu begonnen. Was da war, liegt in {place}.</translation>
    </message>
    <message>
      <source>The image cannot be decoded: look at it in Hex</source>
      <translation>Das Bild kann nicht dekodiert werden: in „Hex“ ansehen</translation>
    </message>
    <message>
      <source>The input of this run held secrets, which the history does not keep. Put it into the trigger's example and test the workflow.</source>
      <translation>Die Eingabe dieses Laufs enthielt Geheimnisse, die der Verlauf nicht aufbewahrt. Sie in das Beispiel des Auslösers eintragen und den Workflow testen.</translation>
    </message>
    <message>
      <source>The item that steps inside are tested and shown with</source>
      <translation>Das Element, mit dem die Schritte innerhalb getestet und gezeigt werden</translation>
    </message>
    <message>
      <source>The language changes at the next start.</source>
      <translation>Die Sprache wechselt beim nächsten Start.</translation>
    </message>
    <message>
      <source>The last outputs cannot be kept for the next start: {why}</source>
      <translation>Die letzten Ausgaben können nicht für den nächsten Start aufbewahrt werden: {why}</translation>
    </message>
    <message>
      <source>The list of all pages</source>
      <translation>Die Liste aller Seiten</translation>
    </message>
    <message>
      <source>The lock makes a variable secret: its value is in no file.</source>
      <translation>Das Schloss macht eine Variable geheim: ihr Wert steht in keiner Datei.</translation>
    </message>
    <message>
      <source>The matches cannot be read: {why}</source>
      <translation>Die Treffer können nicht gelesen werden: {why}</translation>
    </message>
    <message>
      <source>The method</source>
      <translation>Die Methode</translation>
    </message>
    <message>
      <source>The output is larger than what stands here: pin it as it is to use the whole, or pin this shortened one.</source>
      <translation>Die Ausgabe ist größer als das, was hier steht: so festhalten, um die ganze zu verwenden, oder diese gekürzte festhalten.</translation>
    </message>
    <message>
      <source>The page before</source>
      <translation>Die Seite davor</translation>
    </message>
    <message>
      <source>The page just fetched</source>
      <translation>Die gerade abgerufene Seite</translation>
    </message>
    <message>
      <source>The path that “Test connection” calls with GET.</source>
      <translation>Der Pfad, den „Verbindung testen“ mit GET aufruft.</translation>
    </message>
    <message>
      <source>The process that searches the files ended. Search again.</source>
      <translation>Der Prozess, der die Dateien durchsucht, ist beendet. Erneut suchen.</translation>
    </message>
    <message>
      <source>The query is then checked against the server's types and fields</source>
      <translation>Die Abfrage wird dann gegen Typen und Felder des Servers geprüft</translation>
    </message>
    <message>
      <source>The response has no body.</source>
      <translation>Die Antwort hat keinen Body.</translation>
    </message>
    <message>
      <source>The response has no headers.</source>
      <translation>Die Antwort hat keine Header.</translation>
    </message>
    <message>
      <source>The response set no cookies.</source>
      <translation>Die Antwort setzte keine Cookies.</translation>
    </message>
    <message>
      <source>The run before it ({time})</source>
      <translation>Der Lauf davor ({time})</translation>
    </message>
    <message>
      <source>The run failed at step {n}: {why}</source>
      <translation>Der Lauf schlug bei Schritt {n} fehl: {why}</translation>
    </message>
    <message>
      <source>The run failed: {why}</source>
      <translation>Der Lauf schlug fehl: {why}</translation>
    </message>
    <message>
      <source>The run is being written to {target}.</source>
      <translation>Der Lauf wird nach {target} geschrieben.</translation>
    </message>
    <message>
      <source>The run succeeded after {time}.</source>
      <translation>Der Lauf war nach {time} erfolgreich.</translation>
    </message>
    <message>
      <source>The run under way keeps its own until it ends.</source>
      <translation>Der laufende Lauf behält seine eigenen, bis er endet.</translation>
    </message>
    <message>
      <source>The run was not written to {target}: {why}.</source>
      <translation>Der Lauf wurde nicht nach {target} geschrieben: {why}.</translation>
    </message>
    <message>
      <source>The run was not written: you stopped it.</source>
      <translation>Der Lauf wurde nicht geschrieben: Sie haben es angehalten.</translation>
    </message>
    <message>
      <source>The run was stopped after {time}.</source>
      <translation>Der Lauf wurde nach {time} abgebrochen.</translation>
    </message>
    <message>
      <source>The run was written to {target}.</source>
      <translation>Der Lauf wurde in {target} geschrieben.</translation>
    </message>
    <message>
      <source>The status code, a number</source>
      <translation>Der Statuscode, eine Zahl</translation>
    </message>
    <message>
      <source>The step has no output.</source>
      <translation>Der Schritt hat keine Ausgabe.</translation>
    </message>
    <message>
      <source>The step's body is then one array with the items of every page.</source>
      <translation>Der Body des Schritts ist dann ein Array mit den Elementen aller Seiten.</translation>
    </message>
    <message>
      <source>The steps inside run once for each item of this list.</source>
      <translation>Die Schritte innerhalb laufen einmal für jedes Element dieser Liste.</translation>
    </message>
    <message>
      <source>The system's is named by http_proxy, https_proxy and no_proxy, or its settings.</source>
      <translation>Der des Systems steht in http_proxy, https_proxy und no_proxy oder in dessen Einstellungen.</translation>
    </message>
    <message>
      <source>The table cannot be saved: {problem}</source>
      <translation>Die Tabelle kann nicht gespeichert werden: {problem}</translation>
    </message>
    <message>
      <source>The table was saved as {path}.</source>
      <translation>Die Tabelle wurde als {path} gespeichert.</translation>
    </message>
    <message>
      <source>The text is decoded by this encoding, and the bytes that come out are sent. The header X-Paragon-Encoding says the same for any body of text.</source>
      <translation>Der Text wird mit dieser Kodierung dekodiert, und die Bytes, die herauskommen, werden gesendet. Der Header X-Paragon-Encoding sagt dasselbe für jeden Body aus Text.</translation>
    </message>
    <message>
      <source>The text that was dropped</source>
      <translation>Der abgelegte Text</translation>
    </message>
    <message>
      <source>The time it was due, ISO 8601</source>
      <translation>Die Zeit, zu der er fällig war, ISO 8601</translation>
    </message>
    <message>
      <source>The token goes into the</source>
      <translation>Das Token kommt in</translation>
    </message>
    <message>
      <source>The workflow of this run cannot be read by this version.</source>
      <translation>Der Workflow dieses Laufs kann von dieser Version nicht gelesen werden.</translation>
    </message>
    <message>
      <source>The workflow was edited since this run; its steps are shown where they stand now.</source>
      <translation>Der Workflow wurde seit diesem Lauf bearbeitet; seine Schritte stehen, wo sie jetzt sind.</translation>
    </message>
    <message>
      <source>The workflow “{name}” is not there any more.</source>
      <translation>Den Workflow „{name}“ gibt es nicht mehr.</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Farbschema</translation>
    </message>
    <message>
      <source>Theme, fonts, language, proxy, defaults</source>
      <translation>Farbschema, Schriften, Sprache, Proxy, Vorgaben</translation>
    </message>
    <message>
      <source>There is a connection “{name}” already.</source>
      <translation>Eine Verbindung „{name}“ gibt es schon.</translation>
    </message>
    <message>
      <source>There is a variable “{name}” already.</source>
      <translation>Eine Variable „{name}“ gibt es schon.</translation>
    </message>
    <message>
      <source>There is an environment “{name}” already.</source>
      <translation>Eine Umgebung „{name}“ gibt es schon.</translation>
    </message>
    <message>
      <source>There is no earlier run of this workflow</source>
      <translation>Es gibt keinen früheren Lauf dieses Workflows</translation>
    </message>
    <message>
      <source>There is no environment “{}” any more.</source>
      <translation>Eine Umgebung „{}“ gibt es nicht mehr.</translation>
    </message>
    <message>
      <source>There is no other run to compare it with.</source>
      <translation>Es gibt keinen anderen Lauf zum Vergleichen.</translation>
    </message>
    <message>
      <source>There is no step {number}.</source>
      <translation>Es gibt keinen Schritt {number}.</translation>
    </message>
    <message>
      <source>There is nothing to paste.</source>
      <translation>Es gibt nichts einzufügen.</translation>
    </message>
    <message>
      <source>There were no tokens.</source>
      <translation>Es gab keine Token.</translation>
    </message>
    <message>
      <source>They are the event that the workflow is started with: its `1.event`.</source>
      <translation>Sie sind das Ereignis, mit dem der Workflow gestartet wird: sein `1.event`.</translation>
    </message>
    <message>
      <source>They are the function's first argument, an object with these keys.</source>
      <translation>Sie sind das erste Argument der Funktion, ein Objekt mit diesen Schlüsseln.</translation>
    </message>
    <message>
      <source>This is a workflow</source>
      <translation>Das ist ein Workflow</translation>
    </message>
    <message>
      <source>This is all that is exported. Secrets are masked. Nothing is sent anywhere.</source>
      <translation>Das ist alles, was exportiert wird. Geheimnisse sind verdeckt. Nichts wird irgendwohin gesendet.</translation>
    </message>
    <message>
      <source>This is no Fan Out.</source>
      <translation>Das ist kein Fan Out.</translation>
    </message>
    <message>
      <source>This is no list.</source>
      <translation>Das ist keine Liste.</translation>
    </message>
    <message>
      <source>This is not saved until you decide.</source>
      <translation>Dies wird erst nach einer Entscheidung gespeichert.</translation>
    </message>
    <message>
      <source>This part is not shown, so that typing stays quick. Enter shows more of it.</source>
      <translation>Dieser Teil wird nicht gezeigt, damit das Tippen schnell bleibt. Eingabe zeigt mehr davon.</translation>
    </message>
    <message>
      <source>This proxy</source>
      <translation>Dieser Proxy</translation>
    </message>
    <message>
      <source>This run is not in the history any more.</source>
      <translation>Dieser Lauf ist nicht mehr im Verlauf.</translation>
    </message>
    <message>
      <source>This took longer than {seconds} seconds and was stopped.</source>
      <translation>Das dauerte länger als {seconds} Sekunden und wurde abgebrochen.</translation>
    </message>
    <message>
      <source>This workflow is open in another window too: save here or there, not in both.</source>
      <translation>Dieser Workflow ist auch in einem anderen Fenster geöffnet: hier oder dort speichern, nicht in beiden.</translation>
    </message>
    <message>
      <source>This workspace is open already.</source>
      <translation>Dieser Arbeitsbereich ist schon geöffnet.</translation>
    </message>
    <message>
      <source>Throw away</source>
      <translation>Verwerfen</translation>
    </message>
    <message>
      <source>Thu</source>
      <translation>Do</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>Time limit (s)</source>
      <translation>Zeitlimit (s)</translation>
    </message>
    <message>
      <source>Time zone</source>
      <translation>Zeitzone</translation>
    </message>
    <message>
      <source>Timing</source>
      <translation>Zeiten</translation>
    </message>
    <message>
      <source>Token</source>
      <translation>Token</translation>
    </message>
    <message>
      <source>Token URL</source>
      <translation>Token-URL</translation>
    </message>
    <message>
      <source>Top bar</source>
      <translation>Obere Leiste</translation>
    </message>
    <message>
      <source>Top of the workspace</source>
      <translation>Oberste Ebene des Arbeitsbereichs</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Insgesamt</translation>
    </message>
    <message>
      <source>Total timeout</source>
      <translation>Zeitlimit insgesamt</translation>
    </message>
    <message>
      <source>Total timeout (s)</source>
      <translation>Zeitlimit insgesamt (s)</translation>
    </message>
    <message>
      <source>Tour</source>
      <translation>Rundgang</translation>
    </message>
    <message>
      <source>Tree</source>
      <translation>Baum</translation>
    </message>
    <message>
      <source>Trigger</source>
      <translation>Auslöser</translation>
    </message>
    <message>
      <source>Triggers</source>
      <translation>Auslöser</translation>
    </message>
    <message>
      <source>Trust and run</source>
      <translation>Vertrauen und ausführen</translation>
    </message>
    <message>
      <source>Trust this workspace?</source>
      <translation>Diesem Arbeitsbereich vertrauen?</translation>
    </message>
    <message>
      <source>Tue</source>
      <translation>Di</translation>
    </message>
    <message>
      <source>Turn row off</source>
      <translation>Zeile ausschalten</translation>
    </message>
    <message>
      <source>Turn row on</source>
      <translation>Zeile einschalten</translation>
    </message>
    <message>
      <source>Twice as long each time</source>
      <translation>Jedes Mal doppelt so lang</translation>
    </message>
    <message>
      <source>Two of the clipboard's steps have the number {n}: give each its own and paste again.</source>
      <translation>Zwei Schritte der Zwischenablage haben die Nummer {n}: jedem eine eigene geben und erneut einfügen.</translation>
    </message>
    <message>
      <source>Two runs of {name}</source>
      <translation>Zwei Läufe von {name}</translation>
    </message>
    <message>
      <source>Type a number above {n}.</source>
      <translation>Eine Zahl über {n} eingeben.</translation>
    </message>
    <message>
      <source>Type a number below {n}.</source>
      <translation>Eine Zahl unter {n} eingeben.</translation>
    </message>
    <message>
      <source>Type a number of at least {n}.</source>
      <translation>Eine Zahl ab {n} eingeben.</translation>
    </message>
    <message>
      <source>Type a number of at most {n}.</source>
      <translation>Eine Zahl bis {n} eingeben.</translation>
    </message>
    <message>
      <source>Type a number.</source>
      <translation>Eine Zahl eingeben.</translation>
    </message>
    <message>
      <source>Type a whole number.</source>
      <translation>Eine ganze Zahl eingeben.</translation>
    </message>
    <message>
      <source>URL as sent</source>
      <translation>URL wie gesendet</translation>
    </message>
    <message>
      <source>UTC</source>
      <translation>UTC</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Undo {edit}</source>
      <translation>Rückgängig {edit}</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>Einheit</translation>
    </message>
    <message>
      <source>Unknown step</source>
      <translation>Unbekannter Schritt</translation>
    </message>
    <message>
      <source>Unmark “{name}”</source>
      <translation>Kennzeichnung von „{name}“ aufheben</translation>
    </message>
    <message>
      <source>Unpin</source>
      <translation>Freigeben</translation>
    </message>
    <message>
      <source>Unpin output</source>
      <translation>Ausgabe freigeben</translation>
    </message>
    <message>
      <source>Unsaved edits</source>
      <translation>Nicht gespeicherte Bearbeitungen</translation>
    </message>
    <message>
      <source>Unsaved work cannot be read.</source>
      <translation>Nicht gespeicherte Arbeit kann nicht gelesen werden.</translation>
    </message>
    <message>
      <source>Until it can be read it is not used.</source>
      <translation>Bis sie lesbar ist, wird sie nicht verwendet.</translation>
    </message>
    <message>
      <source>Untitled</source>
      <translation>Unbenannt</translation>
    </message>
    <message>
      <source>Use environment {name}</source>
      <translation>Umgebung {name} verwenden</translation>
    </message>
    <message>
      <source>Use it</source>
      <translation>Verwenden</translation>
    </message>
    <message>
      <source>Use no environment</source>
      <translation>Keine Umgebung verwenden</translation>
    </message>
    <message>
      <source>Use the connection's authorization.</source>
      <translation>Verwendet die Autorisierung der Verbindung.</translation>
    </message>
    <message>
      <source>Use the output the selected step gave instead of running it</source>
      <translation>Die Ausgabe verwenden, die der ausgewählte Schritt gab, statt ihn auszuführen</translation>
    </message>
    <message>
      <source>Use “{name}” instead</source>
      <translation>Stattdessen „{name}“ verwenden</translation>
    </message>
    <message>
      <source>Use “{new}” there</source>
      <translation>Dort „{new}“ verwenden</translation>
    </message>
    <message>
      <source>Used as the event by Test workflow, and by headless runs without --event.</source>
      <translation>Als Ereignis verwendet von „Workflow testen“ und von Läufen ohne Fenster ohne --event.</translation>
    </message>
    <message>
      <source>User guide</source>
      <translation>Handbuch</translation>
    </message>
    <message>
      <source>Username</source>
      <translation>Benutzername</translation>
    </message>
    <message>
      <source>Uses of connection {name}</source>
      <translation>Verwendungen der Verbindung {name}</translation>
    </message>
    <message>
      <source>Uses of variable {name}</source>
      <translation>Verwendungen der Variable {name}</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>Wert</translation>
    </message>
    <message>
      <source>Value or {{ variable</source>
      <translation>Wert oder {{</translation>
    </message>
    <message>
      <source>Values of secrets are kept in {keeper}, in no file.</source>
      <translation>Werte von Geheimnissen liegen in {keeper}, in keiner Datei.</translation>
    </message>
    <message>
      <source>Variables</source>
      <translation>Variablen</translation>
    </message>
    <message>
      <source>Variables for different servers and users. Press + to make an environment.</source>
      <translation>Variablen für verschiedene Server und Benutzer. Mit + eine Umgebung anlegen.</translation>
    </message>
    <message>
      <source>Verify TLS certificates</source>
      <translation>TLS-Zertifikate prüfen</translation>
    </message>
    <message>
      <source>Version and licence</source>
      <translation>Version und Lizenz</translation>
    </message>
    <message>
      <source>Versions of “{name}”</source>
      <translation>Versionen von „{name}“</translation>
    </message>
    <message>
      <source>Versions, settings and log, no secrets</source>
      <translation>Versionen, Einstellungen und Protokoll, keine Geheimnisse</translation>
    </message>
    <message>
      <source>View</source>
      <translation>Ansicht</translation>
    </message>
    <message>
      <source>View sent request</source>
      <translation>Anfrage ansehen</translation>
    </message>
    <message>
      <source>Wait</source>
      <translation>Warten</translation>
    </message>
    <message>
      <source>Wait a while</source>
      <translation>Eine Weile warten</translation>
    </message>
    <message>
      <source>Wait before the next step.</source>
      <translation>Wartet vor dem nächsten Schritt.</translation>
    </message>
    <message>
      <source>Wait between attempts</source>
      <translation>Wartezeit zwischen Versuchen</translation>
    </message>
    <message>
      <source>Wait for response</source>
      <translation>Auf Antwort warten</translation>
    </message>
    <message>
      <source>Wait on this machine for a real call, and keep it as test data</source>
      <translation>Auf diesem Rechner auf einen echten Aufruf warten und ihn als Testdaten behalten</translation>
    </message>
    <message>
      <source>Waiting for {request}</source>
      <translation>Wartet auf {request}</translation>
    </message>
    <message>
      <source>Walk the workflow as a list</source>
      <translation>Den Workflow als Liste durchgehen</translation>
    </message>
    <message>
      <source>Walk the workflow; with Shift select more</source>
      <translation>Den Workflow durchgehen; mit Umschalt mehr auswählen</translation>
    </message>
    <message>
      <source>Waterfall</source>
      <translation>Wasserfall</translation>
    </message>
    <message>
      <source>Waterfall of the run</source>
      <translation>Wasserfall des Laufs</translation>
    </message>
    <message>
      <source>Waterfall: all steps on one time axis</source>
      <translation>Wasserfall: alle Schritte auf einer Zeitachse</translation>
    </message>
    <message>
      <source>Wed</source>
      <translation>Mi</translation>
    </message>
    <message>
      <source>Well-known APIs</source>
      <translation>Bekannte APIs</translation>
    </message>
    <message>
      <source>What a new request begins with; those there are stay</source>
      <translation>Womit eine neue Anfrage beginnt; vorhandene bleiben</translation>
    </message>
    <message>
      <source>What changes</source>
      <translation>Was sich ändert</translation>
    </message>
    <message>
      <source>What is wrong with the selected step, and what would put it right</source>
      <translation>Was am ausgewählten Schritt falsch ist und was es beheben würde</translation>
    </message>
    <message>
      <source>What it is for</source>
      <translation>Wofür es ist</translation>
    </message>
    <message>
      <source>What its Response ended it with; null without one</source>
      <translation>Womit seine Antwort ihn beendet hat; ohne eine null</translation>
    </message>
    <message>
      <source>What requests go through, unless their options say</source>
      <translation>Wodurch Anfragen gehen, wenn ihre Optionen nichts anderes sagen</translation>
    </message>
    <message>
      <source>What requests to one API share. Press + to connect one.</source>
      <translation>Was Anfragen an eine API gemeinsam haben. Mit + eine verbinden.</translation>
    </message>
    <message>
      <source>What step {step} gave in this run cannot be used: {reason}. Run from step {n} on.</source>
      <translation>Was Schritt {step} in diesem Lauf gab, kann nicht verwendet werden: {reason}. Ab Schritt {n} ausführen.</translation>
    </message>
    <message>
      <source>What the function returned</source>
      <translation>Was die Funktion zurückgab</translation>
    </message>
    <message>
      <source>What the run ended with</source>
      <translation>Womit der Lauf endete</translation>
    </message>
    <message>
      <source>What the run ended with: show the whole of it</source>
      <translation>Womit der Lauf endete: das Ganze zeigen</translation>
    </message>
    <message>
      <source>What went wrong, and what to do</source>
      <translation>Was schiefging und was zu tun ist</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>When an item fails</source>
      <translation>Wenn ein Element fehlschlägt</translation>
    </message>
    <message>
      <source>When it fails</source>
      <translation>Wenn es fehlschlägt</translation>
    </message>
    <message>
      <source>When the server replaces it, the new one is kept; entering another here discards what was kept.</source>
      <translation>Wenn der Server es ersetzt, wird das neue aufbewahrt; hier ein anderes einzutragen verwirft das aufbewahrte.</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>Wo</translation>
    </message>
    <message>
      <source>Where used</source>
      <translation>Verwendungen</translation>
    </message>
    <message>
      <source>Which exchange is shown</source>
      <translation>Welcher Austausch gezeigt wird</translation>
    </message>
    <message>
      <source>Which operation runs, when the query has several.</source>
      <translation>Welche Operation läuft, wenn die Abfrage mehrere hat.</translation>
    </message>
    <message>
      <source>Which version stands here</source>
      <translation>Welche Version hier steht</translation>
    </message>
    <message>
      <source>Without one it follows from the file.</source>
      <translation>Ohne Angabe folgt er aus der Datei.</translation>
    </message>
    <message>
      <source>Without proxy</source>
      <translation>Ohne Proxy</translation>
    </message>
    <message>
      <source>Without this only GET, HEAD, OPTIONS, TRACE, PUT and DELETE are sent again.</source>
      <translation>Ohne dies werden nur GET, HEAD, OPTIONS, TRACE, PUT und DELETE erneut gesendet.</translation>
    </message>
    <message>
      <source>Words in the runs</source>
      <translation>Wörter in den Läufen</translation>
    </message>
    <message>
      <source>Work on data with code of your own, in JavaScript or Python.</source>
      <translation>Bearbeitet Daten mit eigenem Code, in JavaScript oder Python.</translation>
    </message>
    <message>
      <source>Work on {names} was not saved when the program ended.</source>
      <translation>Arbeit an {names} war nicht gespeichert, als das Programm endete.</translation>
    </message>
    <message>
      <source>Workflow</source>
      <translation>Workflow</translation>
    </message>
    <message>
      <source>Workflow of the runs</source>
      <translation>Workflow der Läufe</translation>
    </message>
    <message>
      <source>Workflows</source>
      <translation>Workflows</translation>
    </message>
    <message>
      <source>Workflows that are open change as an edit. The files of the others are written now. Undo takes all of it back.</source>
      <translation>Geöffnete Workflows ändern sich als Bearbeitung. Die Dateien der übrigen werden jetzt geschrieben. „Rückgängig“ nimmt alles zurück.</translation>
    </message>
    <message>
      <source>Workflows to try things with</source>
      <translation>Workflows zum Ausprobieren</translation>
    </message>
    <message>
      <source>Workspace</source>
      <translation>Dateien</translation>
    </message>
    <message>
      <source>Write a note beside the selected step</source>
      <translation>Eine Notiz neben den ausgewählten Schritt schreiben</translation>
    </message>
    <message>
      <source>Write as JSON what the selected step gives</source>
      <translation>Als JSON schreiben, was der ausgewählte Schritt gibt</translation>
    </message>
    <message>
      <source>Write it as text; }} makes it a reference again</source>
      <translation>Als Text schreiben; }} macht wieder eine Referenz daraus</translation>
    </message>
    <message>
      <source>Write it by hand</source>
      <translation>Von Hand schreiben</translation>
    </message>
    <message>
      <source>Write it to a file</source>
      <translation>In eine Datei schreiben</translation>
    </message>
    <message>
      <source>Write no user or password here: they belong in the options of a request.</source>
      <translation>Hier weder Benutzer noch Passwort schreiben: sie gehören in die Optionen einer Anfrage.</translation>
    </message>
    <message>
      <source>Write the proxy as http://host:port.</source>
      <translation>Den Proxy als http://host:port schreiben.</translation>
    </message>
    <message>
      <source>Write the run to a file, without secrets</source>
      <translation>Den Lauf ohne Geheimnisse in eine Datei schreiben</translation>
    </message>
    <message>
      <source>Write the workflow to another file</source>
      <translation>Den Workflow in eine andere Datei schreiben</translation>
    </message>
    <message>
      <source>Write the workflow to its file</source>
      <translation>Den Workflow in seine Datei schreiben</translation>
    </message>
    <message>
      <source>Write what is here over what the other program wrote</source>
      <translation>Was hier steht über das schreiben, was das andere Programm schrieb</translation>
    </message>
    <message>
      <source>X-API-Key</source>
      <translation>X-API-Key</translation>
    </message>
    <message>
      <source>XML</source>
      <translation>XML</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>Ja</translation>
    </message>
    <message>
      <source>Yes / No</source>
      <translation>Ja / Nein</translation>
    </message>
    <message>
      <source>Yes, when</source>
      <translation>Ja, wenn</translation>
    </message>
    <message>
      <source>Yesterday {time}</source>
      <translation>Gestern {time}</translation>
    </message>
    <message>
      <source>You look at a run of {time}.</source>
      <translation>Gezeigt wird ein Lauf von {time}.</translation>
    </message>
    <message>
      <source>You look at the run of row {row:,} of {time}.</source>
      <translation>Gezeigt wird der Lauf von Zeile {row:,} von {time}.</translation>
    </message>
    <message>
      <source>Your own code</source>
      <translation>Eigener Code</translation>
    </message>
    <message>
      <source>Your workspace</source>
      <translation>Der Arbeitsbereich</translation>
    </message>
    <message>
      <source>Zoom</source>
      <translation>Zoom</translation>
    </message>
    <message>
      <source>Zoom at the pointer</source>
      <translation>Am Zeiger zoomen</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Vergrößern</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Verkleinern</translation>
    </message>
    <message>
      <source>a, b, c or {{ variable</source>
      <translation>a, b, c oder {{ Variable</translation>
    </message>
    <message>
      <source>added</source>
      <translation>hinzugefügt</translation>
    </message>
    <message>
      <source>after {n} s</source>
      <translation>nach {n} s</translation>
    </message>
    <message>
      <source>after {step}</source>
      <translation>nach {step}</translation>
    </message>
    <message>
      <source>and</source>
      <translation>und</translation>
    </message>
    <message>
      <source>array</source>
      <translation>Array</translation>
    </message>
    <message>
      <source>ascii</source>
      <translation>ascii</translation>
    </message>
    <message>
      <source>automatic</source>
      <translation>automatisch</translation>
    </message>
    <message>
      <source>base64</source>
      <translation>base64</translation>
    </message>
    <message>
      <source>base64url</source>
      <translation>base64url</translation>
    </message>
    <message>
      <source>began at {start}, took {time}</source>
      <translation>begann bei {start}, dauerte {time}</translation>
    </message>
    <message>
      <source>body</source>
      <translation>Body</translation>
    </message>
    <message>
      <source>boolean</source>
      <translation>Wahrheitswert</translation>
    </message>
    <message>
      <source>breakpoint</source>
      <translation>Haltepunkt</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>abgebrochen</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>geändert</translation>
    </message>
    <message numerus="yes">
      <source>collapsed, {n} steps inside</source>
      <comment>collapsed, {n} step inside</comment>
      <translation>
        <numerusform>eingeklappt, {n} Schritt darin</numerusform>
        <numerusform>eingeklappt, {n} Schritte darin</numerusform>
      </translation>
    </message>
    <message>
      <source>connection was open already</source>
      <translation>Verbindung war schon offen</translation>
    </message>
    <message>
      <source>disabled</source>
      <translation>deaktiviert</translation>
    </message>
    <message>
      <source>done</source>
      <translation>fertig</translation>
    </message>
    <message>
      <source>earlier test</source>
      <translation>früherer Test</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>leer</translation>
    </message>
    <message>
      <source>empty in the first request</source>
      <translation>leer in der ersten Anfrage</translation>
    </message>
    <message>
      <source>eu-central-1</source>
      <translation>eu-central-1</translation>
    </message>
    <message>
      <source>example</source>
      <translation>Beispiel</translation>
    </message>
    <message>
      <source>execute-api, s3, …</source>
      <translation>execute-api, s3, …</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>fehlgeschlagen</translation>
    </message>
    <message>
      <source>failed at step {n}</source>
      <translation>fehlgeschlagen bei Schritt {n}</translation>
    </message>
    <message>
      <source>first</source>
      <translation>erstes</translation>
    </message>
    <message>
      <source>first in {branch} of {step}</source>
      <translation>als Erstes in {branch} von {step}</translation>
    </message>
    <message>
      <source>from an earlier test</source>
      <translation>aus einem früheren Test</translation>
    </message>
    <message>
      <source>from an earlier test of {step}</source>
      <translation>aus einem früheren Test von {step}</translation>
    </message>
    <message>
      <source>from the environment {name}</source>
      <translation>aus der Umgebung {name}</translation>
    </message>
    <message>
      <source>from the last test of {step}, {time}</source>
      <translation>aus dem letzten Test von {step}, {time}</translation>
    </message>
    <message>
      <source>git cannot be started: {why}</source>
      <translation>git kann nicht gestartet werden: {why}</translation>
    </message>
    <message>
      <source>git is not installed, so earlier versions cannot be read.</source>
      <translation>git ist nicht installiert, frühere Versionen können also nicht gelesen werden.</translation>
    </message>
    <message>
      <source>git took too long and was ended.</source>
      <translation>git brauchte zu lange und wurde beendet.</translation>
    </message>
    <message>
      <source>hex</source>
      <translation>hex</translation>
    </message>
    <message>
      <source>http://proxy.example.com:3128</source>
      <translation>http://proxy.example.com:3128</translation>
    </message>
    <message>
      <source>https://api.example.com/path, or {{ for a variable</source>
      <translation>https://api.example.com/pfad, oder {{ für eine Variable</translation>
    </message>
    <message>
      <source>https://api.example.com/v1</source>
      <translation>https://api.example.com/v1</translation>
    </message>
    <message>
      <source>https://auth.example.com/oauth/authorize</source>
      <translation>https://auth.example.com/oauth/authorize</translation>
    </message>
    <message>
      <source>https://auth.example.com/oauth/token</source>
      <translation>https://auth.example.com/oauth/token</translation>
    </message>
    <message>
      <source>https://…</source>
      <translation>https://…</translation>
    </message>
    <message>
      <source>in step {n}</source>
      <translation>in Schritt {n}</translation>
    </message>
    <message>
      <source>in the empty {branch} of {step}</source>
      <translation>im leeren Zweig {branch} von {step}</translation>
    </message>
    <message>
      <source>in use</source>
      <translation>in Verwendung</translation>
    </message>
    <message>
      <source>interrupted</source>
      <translation>unterbrochen</translation>
    </message>
    <message>
      <source>item {n:,}</source>
      <translation>Element {n:,}</translation>
    </message>
    <message>
      <source>item {n}</source>
      <translation>Element {n}</translation>
    </message>
    <message>
      <source>its output held secrets, which the history does not keep</source>
      <translation>seine Ausgabe enthielt Geheimnisse, die der Verlauf nicht aufbewahrt</translation>
    </message>
    <message>
      <source>its output is too large to be taken from the history</source>
      <translation>seine Ausgabe ist zu groß, um aus dem Verlauf genommen zu werden</translation>
    </message>
    <message>
      <source>kept</source>
      <translation>aufbewahrt</translation>
    </message>
    <message>
      <source>key: value
# key: a row that is off</source>
      <translation>Schlüssel: Wert
# Schlüssel: eine ausgeschaltete Zeile</translation>
    </message>
    <message>
      <source>known once step {n} has been tested</source>
      <translation>bekannt, sobald Schritt {n} getestet wurde</translation>
    </message>
    <message>
      <source>last test, {time}</source>
      <translation>letzter Test, {time}</translation>
    </message>
    <message>
      <source>latin1</source>
      <translation>latin1</translation>
    </message>
    <message>
      <source>made anew at each execution of the step</source>
      <translation>wird bei jeder Ausführung des Schritts neu gemacht</translation>
    </message>
    <message>
      <source>matches</source>
      <translation>Treffer</translation>
    </message>
    <message>
      <source>memory, until the program closes</source>
      <translation>dem Arbeitsspeicher, bis das Programm schließt</translation>
    </message>
    <message>
      <source>moved</source>
      <translation>verschoben</translation>
    </message>
    <message>
      <source>multipart/form-data</source>
      <translation>multipart/form-data</translation>
    </message>
    <message>
      <source>name: what it is for
# name: a row that is off</source>
      <translation>Name: wofür
# Name: eine ausgeschaltete Zeile</translation>
    </message>
    <message>
      <source>no limit</source>
      <translation>keine Grenze</translation>
    </message>
    <message>
      <source>no media type</source>
      <translation>kein Medientyp</translation>
    </message>
    <message>
      <source>not found</source>
      <translation>nicht gefunden</translation>
    </message>
    <message>
      <source>not reached</source>
      <translation>nicht erreicht</translation>
    </message>
    <message>
      <source>not run</source>
      <translation>nicht ausgeführt</translation>
    </message>
    <message>
      <source>not tested yet</source>
      <translation>noch nicht getestet</translation>
    </message>
    <message>
      <source>number</source>
      <translation>Zahl</translation>
    </message>
    <message>
      <source>object</source>
      <translation>Objekt</translation>
    </message>
    <message>
      <source>off</source>
      <translation>aus</translation>
    </message>
    <message>
      <source>or</source>
      <translation>oder</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>angehalten</translation>
    </message>
    <message>
      <source>pinned</source>
      <translation>festgehalten</translation>
    </message>
    <message>
      <source>pinned at {step}</source>
      <translation>festgehalten bei {step}</translation>
    </message>
    <message>
      <source>query { … }</source>
      <translation>query { … }</translation>
    </message>
    <message>
      <source>queued</source>
      <translation>wartet</translation>
    </message>
    <message>
      <source>read write</source>
      <translation>read write</translation>
    </message>
    <message>
      <source>removed</source>
      <translation>entfernt</translation>
    </message>
    <message>
      <source>row {row:,}</source>
      <translation>Zeile {row:,}</translation>
    </message>
    <message>
      <source>rows.csv, .json or .jsonl</source>
      <translation>rows.csv, .json oder .jsonl</translation>
    </message>
    <message>
      <source>running</source>
      <translation>läuft</translation>
    </message>
    <message>
      <source>same</source>
      <translation>gleich</translation>
    </message>
    <message>
      <source>session</source>
      <translation>session</translation>
    </message>
    <message>
      <source>skipped</source>
      <translation>übersprungen</translation>
    </message>
    <message>
      <source>something is set</source>
      <translation>etwas ist gesetzt</translation>
    </message>
    <message>
      <source>something is wrong</source>
      <translation>etwas ist falsch</translation>
    </message>
    <message>
      <source>step {n}</source>
      <translation>Schritt {n}</translation>
    </message>
    <message>
      <source>step {n} ({title}): {field}</source>
      <translation>Schritt {n} ({title}): {field}</translation>
    </message>
    <message>
      <source>stopped</source>
      <translation>abgebrochen</translation>
    </message>
    <message>
      <source>succeeded</source>
      <translation>erfolgreich</translation>
    </message>
    <message>
      <source>test data</source>
      <translation>Testdaten</translation>
    </message>
    <message>
      <source>text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>the example of {step}</source>
      <translation>das Beispiel von {step}</translation>
    </message>
    <message>
      <source>the file is gone</source>
      <translation>die Datei ist weg</translation>
    </message>
    <message>
      <source>the items of a Fan Out are not handed on</source>
      <translation>die Elemente eines Fan Out werden nicht weitergegeben</translation>
    </message>
    <message>
      <source>the keyring of your system</source>
      <translation>dem Schlüsselbund des Systems</translation>
    </message>
    <message>
      <source>the run did not come to it</source>
      <translation>der Lauf kam nicht so weit</translation>
    </message>
    <message>
      <source>the run of {time}</source>
      <translation>dem Lauf von {time}</translation>
    </message>
    <message>
      <source>the same</source>
      <translation>gleich</translation>
    </message>
    <message>
      <source>true; false when the check failed</source>
      <translation>true; false, wenn die Prüfung fehlschlug</translation>
    </message>
    <message>
      <source>type to replace</source>
      <translation>zum Ersetzen eingeben</translation>
    </message>
    <message>
      <source>unknown reason</source>
      <translation>unbekannter Grund</translation>
    </message>
    <message>
      <source>used instead of running</source>
      <translation>statt des Ausführens verwendet</translation>
    </message>
    <message>
      <source>user.created</source>
      <translation>user.created</translation>
    </message>
    <message>
      <source>utf16le</source>
      <translation>utf16le</translation>
    </message>
    <message>
      <source>utf8</source>
      <translation>utf8</translation>
    </message>
    <message>
      <source>value</source>
      <translation>Wert</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>wartet</translation>
    </message>
    <message>
      <source>with the run</source>
      <translation>mit dem Lauf</translation>
    </message>
    <message>
      <source>x-www-form-urlencoded</source>
      <translation>x-www-form-urlencoded</translation>
    </message>
    <message>
      <source>{"id": {{ for a variable</source>
      <translation>{"id": {{ für eine Variable</translation>
    </message>
    <message>
      <source>{count} steps selected.

Select one of them to edit it.</source>
      <translation>{count} Schritte ausgewählt.

Einen davon auswählen, um ihn zu bearbeiten.</translation>
    </message>
    <message>
      <source>{day} {month}{year} {time}</source>
      <translation>{day}. {month}{year} {time}</translation>
    </message>
    <message>
      <source>{done:,} of {rows:,} rows</source>
      <translation>{done:,} von {rows:,} Zeilen</translation>
    </message>
    <message>
      <source>{done:,} of {rows:,} rows of {name}</source>
      <translation>{done:,} von {rows:,} Zeilen von {name}</translation>
    </message>
    <message>
      <source>{flow}, {time}: {rows}</source>
      <translation>{flow}, {time}: {rows}</translation>
    </message>
    <message>
      <source>{n:,} failed</source>
      <translation>{n:,} fehlgeschlagen</translation>
    </message>
    <message numerus="yes">
      <source>{n:,} items</source>
      <comment>{n:,} item</comment>
      <translation>
        <numerusform>{n:,} Element</numerusform>
        <numerusform>{n:,} Elemente</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} keys</source>
      <comment>{n:,} key</comment>
      <translation>
        <numerusform>{n:,} Schlüssel</numerusform>
        <numerusform>{n:,} Schlüssel</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} matches</source>
      <comment>{n:,} match</comment>
      <translation>
        <numerusform>{n:,} Treffer</numerusform>
        <numerusform>{n:,} Treffer</numerusform>
      </translation>
    </message>
    <message>
      <source>{n:,} of {total:,} items are listed.</source>
      <translation>{n:,} von {total:,} Elementen sind aufgelistet.</translation>
    </message>
    <message>
      <source>{n:,} of {total:,} rows</source>
      <translation>{n:,} von {total:,} Zeilen</translation>
    </message>
    <message>
      <source>{n:,} of {total} requests</source>
      <translation>{n:,} von {total} Anfragen</translation>
    </message>
    <message numerus="yes">
      <source>{n:,} places</source>
      <comment>{n:,} place</comment>
      <translation>
        <numerusform>{n:,} Stelle</numerusform>
        <numerusform>{n:,} Stellen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} places differ from {run}</source>
      <comment>{n:,} place differs from {run}</comment>
      <translation>
        <numerusform>{n:,} Stelle weicht von {run} ab</numerusform>
        <numerusform>{n:,} Stellen weichen von {run} ab</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} requests</source>
      <comment>{n:,} request</comment>
      <translation>
        <numerusform>{n:,} Anfrage</numerusform>
        <numerusform>{n:,} Anfragen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} rows</source>
      <comment>{n:,} row</comment>
      <translation>
        <numerusform>{n:,} Zeile</numerusform>
        <numerusform>{n:,} Zeilen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} rows of {name}</source>
      <comment>{n:,} row of {name}</comment>
      <translation>
        <numerusform>{n:,} Zeile von {name}</numerusform>
        <numerusform>{n:,} Zeilen von {name}</numerusform>
      </translation>
    </message>
    <message>
      <source>{n:,} types</source>
      <translation>{n:,} Typen</translation>
    </message>
    <message numerus="yes">
      <source>{names} and {n} others</source>
      <comment>{names} and {n} other</comment>
      <translation>
        <numerusform>{names} und {n} weiterer</numerusform>
        <numerusform>{names} und {n} weitere</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{names} still say “{old}”.</source>
      <comment>{names} still says “{old}”.</comment>
      <translation>
        <numerusform>{names} sagt noch „{old}“.</numerusform>
        <numerusform>{names} sagen noch „{old}“.</numerusform>
      </translation>
    </message>
    <message>
      <source>{name} (open) · {place}</source>
      <translation>{name} (geöffnet) · {place}</translation>
    </message>
    <message>
      <source>{name} ({code}), which is not seen otherwise</source>
      <translation>{name} ({code}), sonst nicht sichtbar</translation>
    </message>
    <message>
      <source>{name} again</source>
      <translation>{name} erneut</translation>
    </message>
    <message>
      <source>{name} as text</source>
      <translation>{name} als Text</translation>
    </message>
    <message>
      <source>{name} cannot be opened.</source>
      <translation>{name} kann nicht geöffnet werden.</translation>
    </message>
    <message>
      <source>{name} cannot be written: {why}.</source>
      <translation>{name} kann nicht geschrieben werden: {why}.</translation>
    </message>
    <message>
      <source>{name}, not saved</source>
      <translation>{name}, nicht gespeichert</translation>
    </message>
    <message>
      <source>{name}, running</source>
      <translation>{name}, läuft</translation>
    </message>
    <message>
      <source>{name}: automatic</source>
      <translation>{name}: automatisch</translation>
    </message>
    <message>
      <source>{name}: bulk edit</source>
      <translation>{name}: als Text bearbeiten</translation>
    </message>
    <message numerus="yes">
      <source>{n} added</source>
      <comment>{n} added</comment>
      <translation>
        <numerusform>{n} hinzugefügt</numerusform>
        <numerusform>{n} hinzugefügt</numerusform>
      </translation>
    </message>
    <message>
      <source>{n} automatic</source>
      <translation>{n} automatisch</translation>
    </message>
    <message>
      <source>{n} automatic headers</source>
      <translation>{n} automatische Header</translation>
    </message>
    <message numerus="yes">
      <source>{n} changed</source>
      <comment>{n} changed</comment>
      <translation>
        <numerusform>{n} geändert</numerusform>
        <numerusform>{n} geändert</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} columns</source>
      <comment>{n} column</comment>
      <translation>
        <numerusform>{n} Spalte</numerusform>
        <numerusform>{n} Spalten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} files</source>
      <comment>{n} file</comment>
      <translation>
        <numerusform>{n} Datei</numerusform>
        <numerusform>{n} Dateien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} more files were left out.</source>
      <comment>{n} more file was left out.</comment>
      <translation>
        <numerusform>{n} weitere Datei wurde ausgelassen.</numerusform>
        <numerusform>{n} weitere Dateien wurden ausgelassen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} moved</source>
      <comment>{n} moved</comment>
      <translation>
        <numerusform>{n} verschoben</numerusform>
        <numerusform>{n} verschoben</numerusform>
      </translation>
    </message>
    <message>
      <source>{n} of {total}</source>
      <translation>{n} von {total}</translation>
    </message>
    <message>
      <source>{n} of {total} matches</source>
      <translation>{n} von {total} Treffern</translation>
    </message>
    <message>
      <source>{n} of {total} steps differ, in {places}. Times are not compared.</source>
      <translation>{n} von {total} Schritten unterscheiden sich, an {places}. Zeiten werden nicht verglichen.</translation>
    </message>
    <message numerus="yes">
      <source>{n} places</source>
      <comment>{n} place</comment>
      <translation>
        <numerusform>{n} Stelle</numerusform>
        <numerusform>{n} Stellen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} removed</source>
      <comment>{n} removed</comment>
      <translation>
        <numerusform>{n} entfernt</numerusform>
        <numerusform>{n} entfernt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} samples were cleared.</source>
      <comment>{n} sample was cleared.</comment>
      <translation>
        <numerusform>{n} Beispielwert wurde gelöscht.</numerusform>
        <numerusform>{n} Beispielwerte wurden gelöscht.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} secrets were not kept: give {names} values in the environment.</source>
      <comment>A secret was not kept: give {names} a value in the environment.</comment>
      <translation>
        <numerusform>Ein Geheimnis wurde nicht aufbewahrt: {names} in der Umgebung einen Wert geben.</numerusform>
        <numerusform>{n} Geheimnisse wurden nicht aufbewahrt: {names} in der Umgebung Werte geben.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} steps</source>
      <comment>{n} step</comment>
      <translation>
        <numerusform>{n} Schritt</numerusform>
        <numerusform>{n} Schritte</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} steps selected</source>
      <comment>{n} step selected</comment>
      <translation>
        <numerusform>{n} Schritt ausgewählt</numerusform>
        <numerusform>{n} Schritte ausgewählt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} steps were added.</source>
      <comment>{n} step was added.</comment>
      <translation>
        <numerusform>{n} Schritt wurde hinzugefügt.</numerusform>
        <numerusform>{n} Schritte wurden hinzugefügt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} tokens were forgotten.</source>
      <comment>{n} token was forgotten.</comment>
      <translation>
        <numerusform>{n} Token wurde vergessen.</numerusform>
        <numerusform>{n} Tokens wurden vergessen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} workflows</source>
      <comment>{n} workflow</comment>
      <translation>
        <numerusform>{n} Workflow</numerusform>
        <numerusform>{n} Workflows</numerusform>
      </translation>
    </message>
    <message>
      <source>{places} in {files}</source>
      <translation>{places} in {files}</translation>
    </message>
    <message>
      <source>{place} and {n} more places</source>
      <translation>{place} und {n} weiteren Stellen</translation>
    </message>
    <message>
      <source>{place}: key</source>
      <translation>{place}: Schlüssel</translation>
    </message>
    <message>
      <source>{place}: menu</source>
      <translation>{place}: Menü</translation>
    </message>
    <message>
      <source>{place}: on</source>
      <translation>{place}: an</translation>
    </message>
    <message>
      <source>{place}: type</source>
      <translation>{place}: Typ</translation>
    </message>
    <message>
      <source>{place}: value</source>
      <translation>{place}: Wert</translation>
    </message>
    <message>
      <source>{said}; there are more, type more letters</source>
      <translation>{said}; es gibt mehr, weitere Buchstaben eingeben</translation>
    </message>
    <message>
      <source>{side} version</source>
      <translation>Version: {side}</translation>
    </message>
    <message>
      <source>{size} unpacked</source>
      <translation>{size} entpackt</translation>
    </message>
    <message>
      <source>{size}, shown at {percent} %</source>
      <translation>{size}, gezeigt mit {percent} %</translation>
    </message>
    <message>
      <source>{status} says that there is no body.</source>
      <translation>{status} sagt, dass es keinen Body gibt.</translation>
    </message>
    <message>
      <source>{step} cannot have run before this step.</source>
      <translation>{step} kann vor diesem Schritt nicht gelaufen sein.</translation>
    </message>
    <message>
      <source>{step} is turned off.</source>
      <translation>{step} ist ausgeschaltet.</translation>
    </message>
    <message>
      <source>{step}, item {places}</source>
      <translation>{step}, Element {places}</translation>
    </message>
    <message>
      <source>{table}, row {n}</source>
      <translation>{table}, Zeile {n}</translation>
    </message>
    <message>
      <source>{time} left</source>
      <translation>noch {time}</translation>
    </message>
    <message>
      <source>{what} is nothing that can be used here.</source>
      <translation>{what} ist nichts, was hier verwendet werden kann.</translation>
    </message>
    <message>
      <source>{what} was not used: {why}</source>
      <translation>{what} wurde nicht verwendet: {why}</translation>
    </message>
    <message>
      <source>{width} × {height} px</source>
      <translation>{width} × {height} px</translation>
    </message>
    <message>
      <source>{words} · {n:,} failed</source>
      <translation>{words} · {n:,} fehlgeschlagen</translation>
    </message>
    <message>
      <source>{words}, {n:,} failed</source>
      <translation>{words}, {n:,} fehlgeschlagen</translation>
    </message>
    <message>
      <source>{{ for a list in the page</source>
      <translation>{{ für eine Liste in der Seite</translation>
    </message>
    <message>
      <source>{{ for a list of an earlier step</source>
      <translation>{{ für eine Liste eines früheren Schritts</translation>
    </message>
    <message>
      <source>{{ for its place in the page</source>
      <translation>{{ für die Stelle in der Seite</translation>
    </message>
    <message>
      <source>{{env.api_key}}</source>
      <translation>{{env.api_key}}</translation>
    </message>
    <message>
      <source>{{env.aws_access_key_id}}</source>
      <translation>{{env.aws_access_key_id}}</translation>
    </message>
    <message>
      <source>{{env.aws_secret_access_key}}</source>
      <translation>{{env.aws_secret_access_key}}</translation>
    </message>
    <message>
      <source>{{env.client_secret}}</source>
      <translation>{{env.client_secret}}</translation>
    </message>
    <message>
      <source>{{env.keyPassword}}</source>
      <translation>{{env.keyPassword}}</translation>
    </message>
    <message>
      <source>{{env.password}}</source>
      <translation>{{env.password}}</translation>
    </message>
    <message>
      <source>{{env.proxyPassword}}</source>
      <translation>{{env.proxyPassword}}</translation>
    </message>
    <message>
      <source>{{env.refresh_token}}</source>
      <translation>{{env.refresh_token}}</translation>
    </message>
    <message>
      <source>{{env.session}}</source>
      <translation>{{env.session}}</translation>
    </message>
    <message>
      <source>{{env.token}}</source>
      <translation>{{env.token}}</translation>
    </message>
    <message>
      <source>· edited</source>
      <translation>· bearbeitet</translation>
    </message>
    <message>
      <source>“Yes” or “No”</source>
      <translation>„Ja“ oder „Nein“</translation>
    </message>
    <message>
      <source>“{name}” cannot be read any more as it lies on disk now: {why} What you see here is what it said before.</source>
      <translation>„{name}“ kann so, wie es jetzt auf der Festplatte liegt, nicht mehr gelesen werden: {why} Hier steht, was es zuvor sagte.</translation>
    </message>
    <message>
      <source>“{name}” cannot be read: {why}.</source>
      <translation>„{name}“ kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
      <source>“{name}” has edits that are not saved.</source>
      <translation>„{name}“ hat Bearbeitungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
      <source>“{name}” has no output to pin yet.</source>
      <translation>„{name}“ hat noch keine Ausgabe zum Festhalten.</translation>
    </message>
    <message>
      <source>“{name}” has no workflows yet</source>
      <translation>„{name}“ hat noch keine Workflows</translation>
    </message>
    <message>
      <source>“{name}” is a trigger. A workflow has one already: paste only steps.</source>
      <translation>„{name}“ ist ein Auslöser. Ein Workflow hat schon einen: nur Schritte einfügen.</translation>
    </message>
    <message>
      <source>“{name}” is in the trash.</source>
      <translation>„{name}“ liegt im Papierkorb.</translation>
    </message>
    <message>
      <source>“{name}” is marked as production. Send requests there?</source>
      <translation>„{name}“ ist als Produktion gekennzeichnet. Anfragen dorthin senden?</translation>
    </message>
    <message>
      <source>“{name}” is no file that can be read.</source>
      <translation>„{name}“ ist keine lesbare Datei.</translation>
    </message>
    <message>
      <source>“{name}” is open in another window.</source>
      <translation>„{name}“ ist in einem anderen Fenster geöffnet.</translation>
    </message>
    <message>
      <source>“{name}” is running. Closing it stops the run.</source>
      <translation>„{name}“ läuft. Schließen bricht den Lauf ab.</translation>
    </message>
    <message>
      <source>“{name}” was changed on disk by another program. What you see here is untouched.</source>
      <translation>„{name}“ wurde von einem anderen Programm auf der Festplatte geändert. Was hier steht, ist unberührt.</translation>
    </message>
    <message>
      <source>“{name}” was edited meanwhile; undo it there.</source>
      <translation>„{name}“ wurde inzwischen bearbeitet; dort rückgängig machen.</translation>
    </message>
    <message>
      <source>“{name}” was left as it is. {why}</source>
      <translation>„{name}“ blieb, wie es war. {why}</translation>
    </message>
    <message numerus="yes">
      <source>“{old}” is called “{new}” in {n} files.</source>
      <comment>“{old}” is called “{new}” in {n} file.</comment>
      <translation>
        <numerusform>„{old}“ heißt in {n} Datei „{new}“.</numerusform>
        <numerusform>„{old}“ heißt in {n} Dateien „{new}“.</numerusform>
      </translation>
    </message>
    <message>
      <source>“{old}” is “{new}” now.</source>
      <translation>„{old}“ ist jetzt „{new}“.</translation>
    </message>
    <message>
      <source>“{path}” was not saved.</source>
      <translation>„{path}“ wurde nicht gespeichert.</translation>
    </message>
    <message>
      <source>“{step}” is pinned. Test step runs it all the same, and leaves the pin as it is: runs of the workflow go on using the pinned output.</source>
      <translation>„{step}“ ist festgehalten. „Schritt testen“ führt ihn trotzdem aus und lässt das Festgehaltene, wie es ist: Läufe des Workflows verwenden weiter die festgehaltene Ausgabe.</translation>
    </message>
    <message numerus="yes">
      <source>… {count} more characters …</source>
      <comment>… {count} more character …</comment>
      <translation>
        <numerusform>… {count} weiteres Zeichen …</numerusform>
        <numerusform>… {count} weitere Zeichen …</numerusform>
      </translation>
    </message>
    <message>
      <source>‹ All runs</source>
      <translation>‹ Alle Läufe</translation>
    </message>
    <message>
      <source>↑↓ move · ↵ insert · or drag from Steps onto any +</source>
      <translation>↑↓ bewegen · ↵ einfügen · oder aus „Schritte“ auf ein + ziehen</translation>
    </message>
    <message>
      <source>↑↓ move · ↵ insert · → open object · ← back</source>
      <translation>↑↓ bewegen · ↵ einfügen · → Objekt öffnen · ← zurück</translation>
    </message>
    <message>
      <source>↵ inserts {reference}, which has no value yet</source>
      <translation>↵ fügt {reference} ein, das noch keinen Wert hat</translation>
    </message>
  </context>
</TS>
