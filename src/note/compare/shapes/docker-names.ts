/**
 * The words in the names that Docker makes for containers: an adjective and a surname, as in `focused_turing`.
 * Source: the lists of moby's names generator (internal/namesgenerator), with every word that they have had since 2015.
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The first halves. */
export const adjectives = words(`
  admiring adoring affectionate agitated amazing angry awesome backstabbing beautiful berserk big blissful bold bored
  boring brave busy charming clever cocky compassionate competent condescending confident confused cool cranky crazy
  dazzling desperate determined distracted dreamy drunk eager ecstatic elastic elated elegant eloquent epic evil
  excellent exciting fervent festive flamboyant focused friendly frosty funny furious gallant gifted gigantic gloomy
  goofy gracious grave great happy hardcore heuristic high hopeful hungry infallible insane inspiring intelligent
  interesting jolly jovial keen kickass kind laughing lonely loving lucid mad magical manipulative modest musing
  mystifying naughty nauseous nervous nice nifty nostalgic objective optimistic peaceful pedantic pensive persistent
  practical priceless prickly quirky quizzical recursing relaxed relentless reverent romantic sad serene sharp sick
  silly sleepy small sticky stoic strange stupefied suspicious sweet tender thirsty tiny trusting unruffled upbeat
  vibrant vigilant vigorous wild wizardly wonderful xenodochial youthful zealous zen
`);

/** The second halves; a digit may follow. */
export const surnames = words(`
  adadevoh agnesi agnodice albattani allen almeida antonelli apgar archimedes ardinghelli aristotle armstrong
  aryabhata askins austin babbage ball banach banzai bardeen bartik barton bassi beaver bell benz bezos bhabha
  bhaskara bhosale black blackburn blackwell bohr booth borg bose bouman boyd brahmagupta brannigan brattain brin
  brooks brown buck burnell burry cannon cantor carson cartwright carver cerf chandra chandrasekhar chaplygin chatelet
  chatterjee chaum chebyshev clarke cocks cohen colden conway copernicus corbato cori cormen cray curie curran daemen
  dalzell darwin davinci democritus dewdney dhawan diffie dijkstra dirac driscoll dubinsky earle easley edison
  einstein elbakyan elgamal elion ellis engelbart euclid euler faraday farnsworth faulstich feinstein feistel fermat
  fermi feynman flowers fox franklin friedman gagarin galileo galois ganguly gates gauss gebhard germain ginsburg
  godel goeppert goldberg goldstine goldwasser golick goodall gosling gould graham greider grothendieck haibt hamilton
  haslett hawking heisenberg hellman hermann herschel hertz heyrovsky higgs hodgkin hofstadter hoover hopper hugle
  hypatia ishizaka jackson jagdishbose jang jelinek jemison jennings jepsen jijau jobs johnson joliot jones kalam
  kapitsa kare keldysh keller kepler khayyam khorana kilby kimishige kirch knuth kowalevski kwolek lalande lamarr
  lamport leakey leavitt lederberg lehmann leucippus levenshtein lewin lichterman liskov livingston lovelace lucretius
  lumiere mahalanobis mahavira mandela margulis matsumoto maxwell mayer mccarthy mcclintock mclaren mclean mcnulty
  meitner mendel mendeleev meninsky merkle mestorf metcalfe mietner minsky mirzakhani mitchell montalcini moore morgan
  morse moser munroe murdock musk nadella naderi napier narlikar nash neumann newton nightingale nobel noddack noether
  northcutt noyce oppenheimer padmanabhan page panini papanicolaou pare pascal pasteur payne perlman pike poincare
  poitras proskuriakova ptolemy ramachandran raman ramanujan rao rejewski rhodes ride ritchie robinson roentgen
  rometty rosalind rowling rozycki rubin rutherford rutkowska saha sakla sammet sanderson sarabhai saruhashi satoshi
  shamir shannon shaw shirley shockley shtern sinoussi sins slessor snyder solomon somerville spence spertus stallman
  stevens stonebraker stroustrup sutherland swanson swartz swirles tarjan taussig tereshkova tesla tharp thompson
  thorne torvalds tsiolkovsky tu turing varahamihira vaughan villani virtanen visvesvaraya volhard watson weirich
  wescoff wilbur wiles wilkes williams williamson wills wilson wing wozniak wright wu yalow yang yonath zadeh
  zelenskyy zhukovsky ziv zu zygalski
`);
