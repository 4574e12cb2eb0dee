/* use.c - what a program that uses the installed library looks like. */
#include <ibid.h>
#include <stdio.h>

int main(void)
{
    printf("ibid %s\n", ibid_version());
    return ibid_version()[0] ? 0 : 1;
}
