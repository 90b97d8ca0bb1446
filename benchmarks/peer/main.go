// Writes a database of Trivy's form from the advisory files that mdis db build reads, so that both
// scanners judge by the same advisories.
//
// Usage: peer ADVISORIES CACHE. OSV records go through trivy-db's own importer. The sources that it
// reads in other forms (Alpine, AlmaLinux, Debian) are put under its keys here, in the order in which
// its own importers would, so that of two records with one key the later one stays.
package main

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/aquasecurity/trivy-db/pkg/db"
	"github.com/aquasecurity/trivy-db/pkg/types"
	"github.com/aquasecurity/trivy-db/pkg/vulndb"
	"github.com/aquasecurity/trivy-db/pkg/vulnsrc"
	"github.com/aquasecurity/trivy-db/pkg/vulnsrc/osv"
	"github.com/aquasecurity/trivy-db/pkg/vulnsrc/vulnerability"
)

// A flaw that is mended in a version of a package, in the bucket of a distribution's release.
type fix struct{ bucket, flaw, name, version string }

// A source whose fixes are read by a function of ours.
type source struct {
	id   types.SourceID
	read func(advisories string) []fix
}

func (s source) Name() types.SourceID { return s.id }

func (s source) Update(advisories string) error {
	dbc := db.Config{}
	return dbc.BatchUpdate(func(tx *bolt.Tx) error {
		for _, f := range s.read(advisories) {
			data := types.DataSource{ID: s.id, Name: string(s.id)}
			if err := dbc.PutDataSource(tx, f.bucket, data); err != nil {
				return err
			}
			advisory := types.Advisory{FixedVersion: f.version}
			if err := dbc.PutAdvisoryDetail(tx, f.flaw, f.name, []string{f.bucket}, advisory); err != nil {
				return err
			}
			if err := dbc.PutVulnerabilityID(tx, f.flaw); err != nil {
				return err
			}
		}
		return nil
	})
}

func alpine(advisories string) (fixes []fix) {
	files, _ := filepath.Glob(filepath.Join(advisories, "alpine-secdb", "*", "*.json"))
	for _, file := range files {
		var said struct {
			Distroversion string
			Packages      []struct {
				Pkg struct {
					Name     string
					Secfixes map[string][]string
				}
			}
		}
		must(json.Unmarshal(must1(os.ReadFile(file)), &said))
		for _, p := range said.Packages {
			for version, flaws := range p.Pkg.Secfixes {
				for _, flaw := range strings.Fields(strings.Join(flaws, " ")) {
					flaw = strings.ReplaceAll(flaw, "CVE_", "CVE-")
					if strings.HasPrefix(flaw, "CVE-") {
						bucket := "alpine " + strings.TrimPrefix(said.Distroversion, "v")
						fixes = append(fixes, fix{bucket, flaw, p.Pkg.Name, version})
					}
				}
			}
		}
	}
	return fixes
}

var stream = regexp.MustCompile(`[\w+.-]+:[\w+.-]+`)

// AlmaLinux's own errata give the stream; its OSV records have it in the summary alone.
func alma(advisories string) (fixes []fix) {
	for _, content := range unzipped(filepath.Join(advisories, "osv", "AlmaLinux", "all.zip")) {
		var said struct {
			Summary  string
			Related  []string
			Affected []osv.Affected
		}
		must(json.Unmarshal(content, &said))
		for _, affected := range said.Affected {
			release := strings.TrimPrefix(string(affected.Package.Ecosystem), "AlmaLinux:")
			for _, r := range affected.Ranges {
				for _, event := range r.Events {
					name := affected.Package.Name
					if s := stream.FindString(said.Summary); s != "" && strings.Contains(event.Fixed, ".module") {
						name = s + "::" + name
					}
					for _, flaw := range said.Related {
						if event.Fixed != "" && strings.HasPrefix(flaw, "CVE-") {
							fixes = append(fixes, fix{"alma " + release, flaw, name, event.Fixed})
						}
					}
				}
			}
		}
	}
	return fixes
}

var (
	releases = map[string]string{"bookworm": "12", "bullseye": "11", "buster": "10", "stretch": "9", "jessie": "8"}
	headed   = regexp.MustCompile(`^\[[^\]]+\] (\S+)`)
	mended   = regexp.MustCompile(`^\s+\[(\w+)\] - (\S+) (\d\S*)`)
)

// The lists of DSA and DLA begin with the newest.
func debian(advisories string) (fixes []fix) {
	for _, name := range []string{"DSA.list.gz", "DLA.list.gz"} {
		file := must1(os.Open(filepath.Join(advisories, "debian", name)))
		defer file.Close()
		lines := bufio.NewScanner(must1(gzip.NewReader(file)))
		var flaws []string
		for lines.Scan() {
			line := lines.Text()
			switch found := mended.FindStringSubmatch(line); {
			case strings.HasPrefix(line, "["):
				flaws = headed.FindStringSubmatch(line)[1:] // of an advisory that names no flaw
			case strings.HasPrefix(line, "\t{"):
				flaws = strings.Fields(strings.Trim(line, "\t{}"))
			case found != nil && releases[found[1]] != "":
				for _, flaw := range flaws {
					fixes = append(fixes, fix{"debian " + releases[found[1]], flaw, found[2], found[3]})
				}
			}
		}
	}
	for i, j := 0, len(fixes)-1; i < j; i, j = i+1, j-1 {
		fixes[i], fixes[j] = fixes[j], fixes[i]
	}
	return fixes
}

// The records of an archive, in the order of their names.
func unzipped(path string) (contents [][]byte) {
	archive := must1(zip.OpenReader(path))
	defer archive.Close()
	sort.Slice(archive.File, func(i, j int) bool { return archive.File[i].Name < archive.File[j].Name })
	for _, file := range archive.File {
		in := must1(file.Open())
		contents = append(contents, must1(io.ReadAll(in)))
		in.Close()
	}
	return contents
}

// Trivy's importer wants files; each source has a folder and a bucket of its own, as it has there.
func osvSource(advisories, folder string) vulnsrc.VulnSrc {
	archives := filepath.Join(advisories, "osv", folder, "all.zip")
	unpacked := must1(os.MkdirTemp("", "peer"))
	for i, content := range unzipped(archives) {
		name := filepath.Join(unpacked, time.Unix(int64(i), 0).UTC().Format("150405.000000000")+".json")
		must(os.WriteFile(name, content, 0o600))
	}
	names := map[types.Ecosystem]types.DataSource{}
	for _, ecosystem := range []types.Ecosystem{
		vulnerability.Go, vulnerability.Pip, vulnerability.Maven, vulnerability.Cargo, vulnerability.Npm,
		vulnerability.RubyGems, vulnerability.NuGet, vulnerability.Composer,
	} {
		names[ecosystem] = types.DataSource{ID: vulnerability.OSV, Name: folder}
	}
	return unpackedSource{types.SourceID("osv-" + folder), unpacked, names}
}

type unpackedSource struct {
	id     types.SourceID
	folder string
	names  map[types.Ecosystem]types.DataSource
}

func (s unpackedSource) Name() types.SourceID { return s.id }

func (s unpackedSource) Update(string) error {
	defer os.RemoveAll(s.folder)
	return osv.New("", vulnerability.OSV, s.names, nil).Update(s.folder)
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: peer ADVISORIES CACHE")
	}
	advisories, cache := os.Args[1], os.Args[2]
	sources := map[types.SourceID]vulnsrc.VulnSrc{
		vulnerability.Alpine: source{vulnerability.Alpine, alpine},
		vulnerability.Alma:   source{vulnerability.Alma, alma},
		vulnerability.Debian: source{vulnerability.Debian, debian},
	}
	for _, folder := range []string{"Go", "PyPI", "Maven", "crates.io"} {
		s := osvSource(advisories, folder)
		sources[s.Name()] = s
	}
	folder := filepath.Join(cache, "db")
	must(os.MkdirAll(folder, 0o755))
	must(db.Init(folder))
	defer db.Close()
	var names []string
	for id := range sources {
		names = append(names, string(id))
	}
	sort.Strings(names)
	build := vulndb.New(advisories, folder, 20*365*24*time.Hour, vulndb.WithVulnSrcs(sources))
	must(build.Build(names))
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func must1[T any](value T, err error) T {
	must(err)
	return value
}
