"""Edit a CSV export as a person does in a spreadsheet:
edit.py IN OUT [N.column=value | -N | +column=value,... | sort:column |
drop:column | last:column | mine:column]..."""
import csv
import sys


def main(source, target, *edits):
    with open(source, newline="", encoding="utf-8-sig") as file:
        head, *rows = csv.reader(file)
    gone = set()
    for edit in edits:
        word, _, rest = edit.partition(":")
        if word == "sort":
            rows.sort(key=lambda row: row[head.index(rest)], reverse=True)
        elif word == "drop":
            at = head.index(rest)
            for row in [head, *rows]:
                del row[at]
        elif word == "last":
            at = head.index(rest)
            for row in [head, *rows]:
                row.append(row.pop(at))
        elif word == "mine":
            head.append(rest)
            for row in rows:
                row.append("ours")
        elif edit[0] == "-":
            gone.add(int(edit[1:]) - 1)
        elif edit[0] == "+":
            cells = dict(part.split("=", 1) for part in edit[1:].split("; "))
            rows.append([cells.get(name, "") for name in head])
        else:
            cell, value = edit.split("=", 1)
            row, column = cell.split(".")
            rows[int(row) - 1][head.index(column)] = value
    with open(target, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(head)
        out.writerows(r for i, r in enumerate(rows) if i not in gone)


main(*sys.argv[1:])
